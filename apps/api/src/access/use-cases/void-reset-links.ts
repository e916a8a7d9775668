import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import { Mails } from '../../platform/mail/mails.js';
import { PasswordResetsRepository } from '../db/password-resets.repository.js';

/** What the mails that bring somebody's reset links are about. */
export const resetLinksOf = (userId: string): string => `password-reset/${userId}`;

/** Voids the reset links of an account, those included that wait for the mail server. */
@Injectable()
export class VoidResetLinks {
  constructor(
    private readonly resets: PasswordResetsRepository,
    private readonly mails: Mails,
  ) {}

  async execute(tx: Tx, userId: string): Promise<void> {
    await this.resets.removeAllOf(tx, userId);
    await this.mails.withdraw(tx, resetLinksOf(userId));
  }
}
