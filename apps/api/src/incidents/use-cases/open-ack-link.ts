import { ROLE_PERMISSIONS } from '#contract';
import { Injectable } from '@nestjs/common';
import { FindPeople } from '../../access/use-cases/find-people.js';
import { ReadLink, type OpenedLink } from '../../notifications/use-cases/read-link.js';
import { databaseNow } from '../../platform/db/database-clock.js';
import { Settings } from '../../platform/config/settings.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import type { Tx } from '../../platform/db/tx.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { IncidentsRepository } from '../db/incidents.repository.js';
import { PeopleRepository, type PagedPerson } from '../db/people.repository.js';
import { formAge, formNonce } from '../domain/ack-form.js';
import type { ToldBesides } from '../domain/incident-content.js';
import { nameOf, type Incident } from '../domain/incident.js';
import type { Overtaken } from '../domain/link-round.js';
import { ReadRound, type Merged } from './read-round.js';
import { ReadTold } from './read-told.js';

/** What is behind the link of a page. */
export interface OpenedAckLink {
  readonly link: OpenedLink;
  /** what it acts on */
  readonly incident: Incident;
  /** the name of what it was sent for, where that was merged into `incident`; else null */
  readonly sentFor: string | null;
  /** how it came to be that */
  readonly merged: readonly Merged[];
  readonly told: ToldBesides;
  /** whom the link was sent to */
  readonly person: PagedPerson;
  /** what came after the link, where nobody has it: then the link takes nothing on */
  readonly overtaken: Overtaken | null;
  /** for the form on the page */
  readonly nonce: string;
  readonly now: Date;
}

/** Shows what the link in a page is about. Opening it has no effect, however often and by whatever it is opened. */
@Injectable()
export class OpenAckLink {
  constructor(
    private readonly links: ReadLink,
    private readonly database: DatabaseReader,
    private readonly scopes: SystemScopes,
    private readonly incidents: IncidentsRepository,
    private readonly people: PeopleRepository,
    private readonly holders: FindPeople,
    private readonly told: ReadTold,
    private readonly rounds: ReadRound,
    private readonly settings: Settings,
  ) {}

  /**
   * @param opened the nonce of this page as it was opened first, where it looks again by itself: it goes on to say since when it is open
   * @throws DomainError `not-found` for a link that we did not make, `gone` for one that is not valid any more, or of somebody who may not
   * respond there any more
   */
  async execute(token: string, opened = ''): Promise<OpenedAckLink> {
    const link = await this.links.execute(token);
    const scope = await this.scopes.open('incidents');
    return this.database.read(scope, async (tx) => {
      const found = await this.now(tx, await this.incidents.ofTopic(tx, link.topicId));
      const { incident, merged, sentFor } = found;
      const person = incident && (await this.people.active(tx, link.userId, incident.territory));
      if (!incident || !person || !(await this.mayRespond(tx, link.userId, incident)))
        throw new DomainError('gone', 'This link is not valid any more. Open the console instead.');
      const now = await databaseNow(tx);
      const told = (await this.told.execute(tx, [incident])).get(incident.id);
      if (!told) throw new Error(`nothing was read of ${incident.id}`);
      return {
        link,
        incident,
        told,
        person,
        merged,
        sentFor: sentFor && nameOf(sentFor),
        overtaken:
          incident.state === 'triggered' ? await this.rounds.execute(tx, link, merged) : null,
        nonce: this.nonceOf(token, opened, now),
        now,
      };
    });
  }

  /** What an incident turned out to be, however often: a link in its pages acts on that. */
  private async now(tx: Tx, sentFor: Incident | null) {
    const merged: Merged[] = [];
    let incident = sentFor;
    // Each was merged into an older one.
    while (incident !== null && incident.mergedInto !== null) {
      const { mergedInto: into, resolvedAt } = incident;
      if (resolvedAt === null) throw new Error(`${incident.id} was merged, and is open`);
      merged.push({ into, at: resolvedAt });
      incident = await this.incidents.find(tx, into);
    }
    return { incident, merged, sentFor: merged.length > 0 ? sentFor : null };
  }

  private nonceOf(token: string, opened: string, now: Date): string {
    const secret = this.settings.get('SECRET');
    const age = formAge(opened, token, now, secret);
    return age === 'right' || age === 'too-early' ? opened : formNonce(token, now, secret);
  }

  /** A link proves who was paged; what they may is what they hold now. */
  private async mayRespond(tx: Tx, id: string, { territory }: Incident): Promise<boolean> {
    const [user] = await this.holders.execute(tx, { ids: [id] });
    return (user?.grants ?? []).some(
      ({ role, territories }) =>
        territories.includes(territory) && ROLE_PERMISSIONS[role].has('incident:respond'),
    );
  }
}
