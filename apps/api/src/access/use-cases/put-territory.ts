import { UnitOfWork, type Write } from '../../audit/use-cases/unit-of-work.js';
import { Injectable } from '@nestjs/common';
import { accessChanged } from '../domain/access-events.js';
import { invalid, forbidden } from '../../platform/kernel/domain-error.js';
import { assertExpected, type Expected } from '../../platform/kernel/expected.js';
import { TerritoriesRepository } from '../db/territories.repository.js';
import { UsersRepository } from '../db/users.repository.js';
import type { AccessScope } from '../domain/principal.js';
import {
  assertMayMakeTerritory,
  assertMaySetMatchers,
  firstAdministrators,
  writtenMatchers,
  type Territory,
} from '../domain/territory.js';
import { asAccess } from '../domain/access-scopes.js';
import { PrincipalCache } from '../db/principal-cache.js';

/** A territory as somebody wants it; what is not told stays as it is. */
export interface GivenTerritory {
  readonly code: string;
  readonly name?: Territory['name'] | undefined;
  readonly matchers?: string | undefined;
}

/** Changes a territory, or makes one together with its first administrators. */
@Injectable()
export class PutTerritory {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly territories: TerritoriesRepository,
    private readonly users: UsersRepository,
    private readonly cache: PrincipalCache,
  ) {}

  /**
   * @param given a new one needs a name
   * @returns whether the territory is new, and what it is now
   * @throws DomainError `forbidden` for a territory that exists and is not the actor's, and where the actor is not administrator of all
   *   territories for other matchers, and for a new territory once one has matchers; `validation-failed` for matchers that are none;
   *   `precondition-failed`
   */
  async execute(
    scope: AccessScope,
    given: GivenTerritory,
    expected: Expected,
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
          throw forbidden('not-administrator', `You are no administrator of ${code}.`, [code]);
        assertExpected(expected, before?.version ?? null, `territory "${code}"`);
        const codes = existing.map((other) => other.code);
        const territory = put(given, matchers, before);
        if (!before) assertMayMakeTerritory(scope.territories, existing);
        else if (territory.matchers !== before.matchers)
          assertMaySetMatchers(scope.territories, codes);
        if (before && isSame(before, territory)) return { created: false, territory: before };
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

/** @throws DomainError `validation-failed` where a new one has no name */
function put(
  { code, name }: GivenTerritory,
  matchers: string | null,
  before: Territory | undefined,
): Territory {
  const named = name ?? before?.name;
  const version = (before?.version ?? 0) + 1;
  if (named) return { code, name: named, matchers: matchers ?? before?.matchers ?? '', version };
  throw invalid([
    {
      path: 'name',
      code: 'required',
      message: `There is no territory ${code}; a new one needs a name.`,
    },
  ]);
}

function isSame(before: Territory, { name, matchers }: Territory): boolean {
  return !isRenamed(before, name) && before.matchers === matchers;
}

function isRenamed({ name }: Territory, { de, en }: Territory['name']): boolean {
  return name.de !== de || name.en !== en;
}

function record(
  write: Write,
  { code, name, matchers }: Territory,
  before: Territory | null,
  administrators: string[],
): void {
  write.emit(accessChanged.of([code], null));
  if (!before || isRenamed(before, name))
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
