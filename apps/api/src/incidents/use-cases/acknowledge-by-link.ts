import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Settings } from '../../platform/config/settings.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import type { Origin } from '../../platform/kernel/scope.js';
import { formAge } from '../domain/ack-form.js';
import { AcknowledgeIncident } from './acknowledge-incident.js';
import { OpenAckLink, type OpenedAckLink } from './open-ack-link.js';

/** What pressing the button led to. */
export interface AckByLink extends OpenedAckLink {
  /** the form was not sent by somebody who looked at it just now: nothing was done, it is to be pressed once more */
  readonly again: boolean;
}

/** Somebody who was paged takes the incident on by the link in the page, without signing in. It may be pressed any number of times. */
@Injectable()
export class AcknowledgeByLink {
  constructor(
    private readonly links: OpenAckLink,
    private readonly unit: UnitOfWork,
    private readonly scopes: SystemScopes,
    private readonly acknowledgement: AcknowledgeIncident,
    private readonly settings: Settings,
  ) {}

  /**
   * @param nonce of the form
   * @param origin where the request came from, for the record
   * @returns the incident as it is then
   * @throws DomainError `gone`
   */
  async execute(token: string, nonce: string, origin: Origin): Promise<AckByLink> {
    const opened = await this.links.execute(token);
    const { incident, person, link, now } = opened;
    if (formAge(nonce, token, now, this.settings.get('SECRET')) !== 'right')
      return { ...opened, again: true };
    const scope = { ...(await this.scopes.open('incidents')), origin };
    const by = { kind: 'user', id: person.id, name: person.name } as const;
    const data = { by: 'link', notification: link.notificationId };
    const kept = await this.unit.run(scope, (write) =>
      this.acknowledgement.within(write, incident.id, by, data),
    );
    return { ...opened, incident: kept, again: false };
  }
}
