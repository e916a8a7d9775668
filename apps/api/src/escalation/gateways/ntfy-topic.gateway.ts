import { Injectable } from '@nestjs/common';
import { request } from 'undici';
import { Settings } from '../../platform/config/settings.js';
import { assertOutsideTransaction } from '../../platform/kernel/transaction-guard.js';

const TIMEOUT_MS = 8000;

/** The ntfy topic of the operators, behind an address that only they set. Redirects are not followed. */
@Injectable()
export class NtfyTopic {
  constructor(private readonly settings: Settings) {}

  /** @throws Error when it does not take the message within eight seconds; never with the address, which is a secret */
  async post(title: string, text: string): Promise<void> {
    assertOutsideTransaction('the ntfy topic');
    const url = this.settings.get('OPERATOR_NTFY_URL');
    if (!url) throw new Error('no ntfy topic is set');
    const { statusCode, body } = await request(url, {
      method: 'POST',
      body: text,
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        title: `=?UTF-8?B?${Buffer.from(title).toString('base64')}?=`,
        priority: 'urgent',
      },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await body.dump();
    if (statusCode < 200 || statusCode > 299) throw new Error(`ntfy answers ${statusCode}`);
  }
}
