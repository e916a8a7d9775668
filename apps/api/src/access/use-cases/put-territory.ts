import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { Injectable } from '@nestjs/common';
import { accessChanged } from '../domain/access-events.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { TerritoriesRepository } from '../db/territories.repository.js';
import { UsersRepository } from '../db/users.repository.js';
import type { AccessScope } from '../domain/principal.js';
import { firstAdministrators, type Territory } from '../domain/territory.js';
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
   * @returns whether the territory is new
   * @throws DomainError `forbidden` for a territory that exists and is not the actor's
   */
  async execute(scope: AccessScope, territory: Territory): Promise<boolean> {
    const { code } = territory;
    const created = await this.unit.run(
      asAccess({ ...scope, territories: [...new Set([...scope.territories, code])] }),
      async (write) => {
        const { tx } = write;
        const administrators = await this.users.lockAdministrators(tx);
        const existing = await this.territories.list(tx);
        const before = existing.find((other) => other.code === code);
        if (before && !scope.territories.includes(code))
          throw new DomainError('forbidden', `You are no administrator of ${code}.`);
        await this.territories.put(tx, territory);
        const codes = existing.map((other) => other.code);
        const granted = before
          ? []
          : firstAdministrators(scope.principal.userId, administrators, codes);
        for (const id of granted)
          await this.users.changeGrants(tx, id, [{ role: 'admin', territory: code }], []);
        record(write, territory, before?.name ?? null, granted);
        return !before;
      },
    );
    this.cache.clear();
    return created;
  }
}

function record(
  write: Write,
  { code, name }: Territory,
  before: Territory['name'] | null,
  administrators: string[],
): void {
  write.emit(accessChanged.of([code], null));
  write.record({
    action: before ? 'territory.renamed' : 'territory.created',
    target: { kind: 'territory', id: code, name: name.en },
    territory: code,
    before,
    after: before ? name : { ...name, administrators },
  });
}
