import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Injectable } from '@nestjs/common';
import { Mails } from '../../platform/mail/mails.js';
import { SendMails } from '../../platform/mail/send-mails.js';
import { isId } from '../../platform/kernel/ids.js';
import { notFound, forbidden } from '../../platform/kernel/domain-error.js';
import { TerritoriesRepository } from '../db/territories.repository.js';
import { UsersRepository } from '../db/users.repository.js';
import { territoriesOf } from '../domain/grants.js';
import { passwordResetMail } from '../domain/password-reset-mail.js';
import { refusal } from '../domain/change-user.js';
import { aboutResetLinks, mayResetFor } from '../domain/password-reset.js';
import type { AccessScope } from '../domain/principal.js';
import { onRecord } from '../domain/trail.js';
import { isVisible } from '../domain/user.js';
import { asAccess } from '../domain/access-scopes.js';
import { MakeResetLink, type ResetLink } from './make-reset-link.js';

/** A reset link as its maker sees it, once. */
export interface IssuedResetLink extends ResetLink {
  readonly mailed: boolean;
}

/** An administrator makes a reset link for somebody who forgot the password: sent by mail where there is a mail server, and shown once. */
@Injectable()
export class IssueResetLink {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly users: UsersRepository,
    private readonly territories: TerritoriesRepository,
    private readonly makeLink: MakeResetLink,
    private readonly mails: Mails,
    private readonly sendMails: SendMails,
  ) {}

  /** @throws DomainError `not-found`, `forbidden` for tokens and beyond the scope's territories, `conflict` for oneself and disabled accounts */
  async execute(scope: AccessScope, id: string): Promise<IssuedResetLink> {
    const { actor, territories } = scope;
    if (actor.kind !== 'user')
      throw forbidden(
        'not-for-tokens',
        'A token makes no reset links: one that leaks must not take over accounts. Sign in to make one.',
      );
    const { made, promised } = await this.unit.run(asAccess(scope), async (write) => {
      const { tx } = write;
      const user = isId(id) ? await this.users.find(tx, id) : undefined;
      const all = (await this.territories.list(tx)).map(({ code }) => code);
      if (!user || !isVisible(user, actor.id, territories, all)) throw notFound('user', id);
      const may = mayResetFor(actor.id, territories, user, all);
      if (!may.ok) throw refusal(may.error);
      const link = await this.makeLink.execute(tx, id);
      const language = await this.users.languageOf(tx, id);
      const target = { kind: 'user', id, name: user.name };
      const entries = onRecord(territoriesOf(user.grants), () => ({
        action: 'password-reset.issued',
        target,
        after: { expiresAt: link.expiresAt },
      }));
      write.record(...entries);
      const timeZone = await this.users.zoneOf(tx, id, territoriesOf(user.grants));
      const locale = language ?? scope.principal.locale ?? 'en';
      const mail = passwordResetMail(user.email, link.link, link.expiresAt, { locale, timeZone });
      const promised = await this.mails.promise(tx, mail, {
        about: aboutResetLinks(id),
        expiresAt: link.expiresAt,
      });
      return { made: link, promised };
    });
    return { ...made, mailed: await this.sendMails.now(promised) };
  }
}
