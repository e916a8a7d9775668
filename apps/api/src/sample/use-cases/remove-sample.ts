import { Injectable } from '@nestjs/common';
import { Environments } from '../../catalog/use-cases/environments.js';
import { Subjects } from '../../catalog/use-cases/subjects.js';
import { Teams } from '../../catalog/use-cases/teams.js';
import { Policies } from '../../escalation/use-cases/policies.js';
import { Schedules } from '../../oncall/use-cases/schedules.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import type { Expected } from '../../platform/kernel/expected.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { DeleteSlo } from '../../slos/use-cases/delete-slo.js';
import { SampleThingsRepository } from '../db/sample-things.repository.js';
import { edited, keptFor, untouched, type Kept, type SampleThing } from '../domain/sample-thing.js';

/** What became of the sample. */
export interface Removal {
  readonly removed: number;
  readonly kept: readonly Kept[];
}

/**
 * Takes away what the sample made and nobody changed since; each deletion is one of the noun's own, in the audit trail like any other.
 * What is changed, or needed by something of people's own, stays. The marks stay, too: nothing of it is made again.
 */
@Injectable()
export class RemoveSample {
  constructor(
    private readonly database: DatabaseReader,
    private readonly scopes: SystemScopes,
    private readonly things: SampleThingsRepository,
    private readonly slo: DeleteSlo,
    private readonly policies: Policies,
    private readonly schedules: Schedules,
    private readonly subjects: Subjects,
    private readonly teams: Teams,
    private readonly environments: Environments,
  ) {}

  /** May run any number of times; nothing where the sample was never made. */
  async execute(): Promise<Removal> {
    const scope = await this.scopes.open('sample');
    const all = await this.database.read(scope, (tx) => this.things.all(tx));
    let left = untouched(all);
    let kept: Kept[] = [];
    // Things of one noun may need each other: gone through until nothing goes any more.
    for (let before = Infinity; left.length > 0 && left.length < before;) {
      before = left.length;
      const refused = await this.each(scope, left);
      left = refused.map(({ thing }) => thing);
      kept = refused.map(({ thing, why }) => keptFor(thing, why));
    }
    const stayed = [...edited(all), ...kept];
    return { removed: all.length - stayed.length, kept: stayed };
  }

  /** @returns those that something still needs, with the reason */
  private async each(
    scope: Scope,
    things: readonly SampleThing[],
  ): Promise<{ thing: SampleThing; why: string }[]> {
    const refused: { thing: SampleThing; why: string }[] = [];
    for (const thing of things) {
      // A policy that pages somebody now goes another time, and with it what it serves: losing that would count as a change of it.
      if (thing.noun === 'subject' && refused.some((one) => one.thing.noun === 'escalation policy'))
        refused.push({ thing, why: 'a sample policy is still paging people about it' });
      else
        await this.delete(scope, thing).catch((error: unknown) => {
          if (!(error instanceof DomainError)) throw error;
          refused.push({ thing, why: error.message });
        });
    }
    return refused;
  }

  private delete(scope: Scope, { noun, slug, version }: SampleThing): Promise<void> {
    // Only as the sample made it: somebody may be changing it now.
    const expected: Expected = { kind: 'version', versions: [version] };
    const writer = { scope, expected };
    switch (noun) {
      case 'SLO':
        return this.slo.execute(scope, slug, expected);
      case 'escalation policy':
        return this.policies.delete(writer, slug);
      case 'schedule':
        return this.schedules.delete(writer, slug);
      case 'subject':
        return this.subjects.delete(writer, slug);
      case 'team':
        return this.teams.delete(writer, slug);
      case 'environment':
        return this.environments.delete(writer, slug);
    }
  }
}
