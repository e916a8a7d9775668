import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Settings } from '../../platform/config/settings.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import type { Origin } from '../../platform/kernel/scope.js';
import { formAge } from '../domain/ack-form.js';
import { acknowledged } from '../domain/transitions.js';
import type { Incident } from '../domain/incident.js';
import type { Overtaken } from '../domain/link-round.js';
import { OpenAckLink, type OpenedAckLink } from './open-ack-link.js';
import { ReadRound } from './read-round.js';
import { TakeOn } from './take-on.js';

/** A form as it was sent. */
export interface SentForm {
  readonly nonce: string;
  /** whether a browser vouches that somebody pressed its button */
  readonly byHand: boolean;
}

/** What pressing the button led to. */
export interface AckByLink extends OpenedAckLink {
  /** the form was not sent by somebody who looked at it just now: nothing was done, it is to be pressed once more */
  readonly again: boolean;
}

/**
 * Somebody who was paged takes the incident on by the link in the page, without signing in. It may be pressed any number of times,
 * and takes on what it was sent for only: once that was acknowledged, its link does nothing more (ADR 0047).
 */
@Injectable()
export class AcknowledgeByLink {
  constructor(
    private readonly links: OpenAckLink,
    private readonly unit: UnitOfWork,
    private readonly scopes: SystemScopes,
    private readonly rounds: ReadRound,
    private readonly taking: TakeOn,
    private readonly settings: Settings,
  ) {}

  /**
   * @param form its nonce, and whether it was sent by hand
   * @param origin where the request came from, for the record
   * @returns the incident as it is then
   * @throws DomainError `not-found`, `gone`
   */
  async execute(token: string, form: SentForm, origin: Origin): Promise<AckByLink> {
    const opened = await this.links.execute(token);
    const { incident, person, link, merged, now } = opened;
    const secret = this.settings.get('SECRET');
    if (formAge(form.nonce, token, now, secret, form.byHand) !== 'right')
      return { ...opened, again: true };
    const scope = { ...(await this.scopes.open('incidents')), origin };
    const by = { kind: 'user', id: person.id, name: person.name } as const;
    const data = { by: 'link', notification: link.notificationId };
    let overtaken: Overtaken | null = null;
    const kept = await this.unit.run(scope, (write) => {
      // Asked once more where nobody else can change it: it may have been acknowledged and taken back since it was read.
      const decide = async (present: Incident, at: Date) => {
        overtaken = await this.rounds.execute(write.tx, link, merged);
        return overtaken === null ? acknowledged(present, by, at) : null;
      };
      return this.taking.within(write, { key: incident.id, by, data, decide });
    });
    return {
      ...opened,
      incident: kept,
      overtaken: kept.state === 'triggered' ? overtaken : null,
      again: false,
    };
  }
}
