import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { Injectable } from '@nestjs/common';
import { accessChanged } from '../domain/access-events.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { TerritoriesRepository } from '../db/territories.repository.js';
import { UsersRepository } from '../db/users.repository.js';
import type { AccessScope } from '../domain/principal.js';
import {
  assertMaySetMatchers,
  firstAdministrators,
  writtenMatchers,
  type Territory,
} from '../domain/territory.js';
import { asAccess } from '../domain/access-scopes.js';
import { PrincipalCache } from '../db/principal-cache.js';

/** Names a territory anew, or makes one together with its first administrators. */
@Injectable()
export class PutTerritory {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly territories: TerritoriesRepository,
    private readonly users: UsersRepository,
    private readonly cache: PrincipalCache,
  ) {}

  /**
   * @param given without matchers those that it has stay
   * @returns whether the territory is new, and what it is now
   * @throws DomainError `forbidden` for a territory that exists and is not the actor's, and for other matchers where the actor is not
   *   administrator of all territories; `validation-failed` for matchers that are none
   */
  async execute(
    scope: AccessScope,
    given: Omit<Territory, 'matchers'> & { readonly matchers?: string | undefined },
  ): Promise<{ created: boolean; territory: Territory }> {
    const { code } = given;
    const matchers = given.matchers === undefined ? null : writtenMatchers(given.matchers);
    const done = await this.unit.run(
      asAccess({ ...scope, territories: [...new Set([...scope.territories, code])] }),
      async (write) => {
        const { tx } = write;
        const administrators = await this.users.lockAdministrators(tx);
        const existing = await this.territories.list(tx);
        const before = existing.find((other) => other.code === code);
        if (before && !scope.territories.includes(code))
          throw new DomainError('forbidden', `You are no administrator of ${code}.`);
        const codes = existing.map((other) => other.code);
        const kept = before?.matchers ?? '';
        const territory = { code, name: given.name, matchers: matchers ?? kept };
        if (before && territory.matchers !== kept) assertMaySetMatchers(scope.territories, codes);
        await this.territories.put(tx, territory);
        const granted = before
          ? []
          : firstAdministrators(scope.principal.userId, administrators, codes);
        for (const id of granted)
          await this.users.changeGrants(tx, id, [{ role: 'admin', territory: code }], []);
        record(write, territory, before ?? null, granted);
        return { created: !before, territory };
      },
    );
    this.cache.clear();
    return done;
  }
}

function record(
  write: Write,
  { code, name, matchers }: Territory,
  before: Territory | null,
  administrators: string[],
): void {
  write.emit(accessChanged.of([code], null));
  write.record({
    action: before ? 'territory.renamed' : 'territory.created',
    target: { kind: 'territory', id: code, name: name.en },
    territory: code,
    before: before && before.name,
    after: before ? name : { ...name, administrators },
  });
  const earlier = before?.matchers ?? '';
  if (matchers !== earlier)
    write.record({
      action: 'territory.matchers-changed',
      target: { kind: 'territory', id: code, name: name.en },
      territory: code,
      before: { matchers: earlier },
      after: { matchers },
    });
}
