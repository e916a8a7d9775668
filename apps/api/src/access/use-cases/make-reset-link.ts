import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import type { Tx } from '../../platform/db/tx.js';
import { Clock } from '../../platform/kernel/clock.js';
import { PasswordResetsRepository } from '../db/password-resets.repository.js';
import { resetExpiry } from '../domain/password-reset.js';
import { VoidResetLinks } from './void-reset-links.js';
import { newSecret } from '../../platform/kernel/one-time-secret.js';

/** A link with which its holder sets a new password, once. */
export interface ResetLink {
  readonly link: string;
  readonly expiresAt: Date;
}

/** Makes a reset link inside of the caller's transaction, however its holder came to deserve it. Those made before are void. */
@Injectable()
export class MakeResetLink {
  constructor(
    private readonly resets: PasswordResetsRepository,
    private readonly voidLinks: VoidResetLinks,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** @param tx of the actor `system:access` */
  async execute(tx: Tx, userId: string): Promise<ResetLink> {
    const now = this.clock.now();
    const { token, hash } = newSecret();
    const expiresAt = resetExpiry(now);
    await this.voidLinks.execute(tx, userId);
    await this.resets.add(tx, userId, hash, now, expiresAt);
    return { link: `${this.settings.publicUrl}/reset-password?token=${token}`, expiresAt };
  }
}
