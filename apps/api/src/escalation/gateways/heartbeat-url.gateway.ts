import { Injectable } from '@nestjs/common';
import { request } from 'undici';
import { Settings } from '../../platform/config/settings.js';
import { assertOutsideTransaction } from '../../platform/kernel/transaction-guard.js';

const TIMEOUT_MS = 8000;

/** Somebody outside who raises the alarm when we fall silent, behind an address that only operators set. Redirects are not followed. */
@Injectable()
export class HeartbeatUrl {
  constructor(private readonly settings: Settings) {}

  /** @throws Error when it does not take it within eight seconds; never with the address, which is a secret */
  async ping(): Promise<void> {
    assertOutsideTransaction('the heartbeat address');
    const url = this.settings.get('HEARTBEAT_URL');
    if (!url) throw new Error('no heartbeat address is set');
    const { statusCode, body } = await request(url, {
      method: 'POST',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await body.dump();
    if (statusCode < 200 || statusCode > 299)
      throw new Error(`the heartbeat address answers ${statusCode}`);
  }
}
