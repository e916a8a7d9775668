import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import { Mails } from '../../platform/mail/mails.js';
import { aboutResetLinks } from '../domain/password-reset.js';
import { PasswordResetsRepository } from '../db/password-resets.repository.js';

/** Voids the reset links of an account, those included that wait for the mail server. */
@Injectable()
export class VoidResetLinks {
  constructor(
    private readonly resets: PasswordResetsRepository,
    private readonly mails: Mails,
  ) {}

  async execute(tx: Tx, userId: string): Promise<void> {
    await this.resets.removeAllOf(tx, userId);
    await this.mails.withdraw(tx, aboutResetLinks(userId));
  }
}
