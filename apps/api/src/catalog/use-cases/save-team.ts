import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/use-cases/audit-trail.js';
import { Database } from '../../platform/db/database.js';
import type { Tx } from '../../platform/db/tx.js';
import { Clock } from '../../platform/kernel/clock.js';
import { assertExpected, type Expected } from '../../platform/kernel/expected.js';
import { newId } from '../../platform/kernel/ids.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { Outbox } from '../../platform/outbox/outbox.js';
import { TeamsRepository } from '../db/teams.repository.js';
import { changeOf } from '../domain/change.js';
import { nextVersion } from '../domain/resource.js';
import type { Team, TeamContent } from '../domain/team.js';
import { assertMayWrite, nameTaken, rethrowReference, type Edit, type Saved } from './saved.js';

/** Creates or changes a team: state, audit and outbox in one transaction. */
@Injectable()
export class SaveTeam {
  constructor(
    private readonly database: Database,
    private readonly teams: TeamsRepository,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal `precondition-failed`, `forbidden`, `conflict` (name taken, or referred to) */
  execute(scope: Scope, slug: string, edit: Edit<Team, TeamContent>, expected: Expected): Promise<Saved<Team>> {
    return this.database
      .transaction(scope, async (tx) => {
        const saved = await this.within(tx, scope, slug, edit, expected);
        await this.audit.append(tx, scope, ...saved.entries);
        return saved;
      })
      .catch(rethrowReference);
  }

  /** The same inside a transaction of the caller's, who appends `entries` to the audit trail at its end. */
  async within(tx: Tx, scope: Scope, slug: string, edit: Edit<Team, TeamContent>, expected: Expected): Promise<Saved<Team>> {
    const before = await this.teams.lock(tx, slug);
    assertExpected(expected, before?.version ?? null, `team "${slug}"`);
    const { outcome, after } = nextVersion<Team>(before, slug, edit(before), newId(), this.clock.now());
    if (outcome === 'unchanged') return { outcome, resource: after, entries: [] };
    assertMayWrite(scope, 'team', before, after);
    if (before) await this.teams.update(tx, after);
    else if (!(await this.teams.insert(tx, after))) throw nameTaken('team', slug);
    const { entry, events } = changeOf('team', before, after);
    await this.outbox.append(tx, ...events);
    return { outcome, resource: after, entries: [entry] };
  }
}
