import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import type { Tx } from '../../platform/db/tx.js';
import { Mails } from '../../platform/mail/mails.js';
import { SendMails } from '../../platform/mail/send-mails.js';
import { ResetRequestsRepository } from '../db/reset-requests.repository.js';
import { UsersRepository } from '../db/users.repository.js';
import { territoriesOf } from '../domain/grants.js';
import { aboutResetLinks } from '../domain/password-reset.js';
import { passwordResetMail } from '../domain/password-reset-mail.js';
import { onRecord } from '../domain/trail.js';
import type { User } from '../domain/user.js';
import { ACCESS_ACTOR } from '../domain/access-scopes.js';
import { MakeResetLink } from './make-reset-link.js';

/** After as many seconds the process that took a request has died or hangs. */
const LEFT_AFTER = 30;

/** Looks for the accounts behind requests for reset links, and mails a link to each that has a password. */
@Injectable()
export class AnswerResetRequests {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly database: DatabaseReader,
    private readonly scopes: SystemScopes,
    private readonly requests: ResetRequestsRepository,
    private readonly users: UsersRepository,
    private readonly makeLink: MakeResetLink,
    private readonly mails: Mails,
    private readonly sendMails: SendMails,
  ) {}

  /** Answers one request, unless somebody else has. @param id of the request */
  async execute(id: string): Promise<void> {
    const scope = await this.scopes.open(ACCESS_ACTOR);
    const mail = await this.unit.run(scope, async (write) => {
      const { tx } = write;
      const request = await this.requests.take(tx, id);
      const user = request && (await this.userToMail(tx, request.email));
      if (!request || !user) {
        write.unrecorded('nobody is told whether there is an account');
        return null;
      }
      const { link, expiresAt } = await this.makeLink.execute(tx, user.id);
      const locale = (await this.users.languageOf(tx, user.id)) ?? request.locale;
      const territories = territoriesOf(user.grants);
      const timeZone = await this.users.zoneOf(tx, user.id, territories);
      const entries = onRecord(territories, () => ({
        action: 'password-reset.requested',
        target: { kind: 'user', id: user.id, name: user.name },
        after: { expiresAt },
      }));
      write.recordFrom(request.origin, ...entries);
      const text = passwordResetMail(request.email, link, expiresAt, { locale, timeZone });
      return this.mails.promise(tx, text, { about: aboutResetLinks(user.id), expiresAt });
    });
    await this.sendMails.now(mail);
  }

  /** Answers the requests that were left by whoever took them. */
  async left(stopping: AbortSignal): Promise<void> {
    const scope = await this.scopes.open(ACCESS_ACTOR);
    const ids = await this.database.read(scope, (tx) => this.requests.left(tx, LEFT_AFTER));
    for (const id of ids) {
      if (stopping.aborted) return;
      await this.execute(id);
    }
  }

  private async userToMail(tx: Tx, email: string): Promise<User | null> {
    const user = await this.users.findByEmail(tx, email);
    if (!user || user.disabled) return null;
    return (await this.users.hasPassword(tx, user.id)) ? user : null;
  }
}
