import { Injectable } from '@nestjs/common';
import { request } from 'undici';
import { z } from 'zod';
import { Settings } from '../../platform/config/settings.js';
import { DomainError, invalid, notFound } from '../../platform/kernel/domain-error.js';
import { assertOutsideTransaction } from '../../platform/kernel/transaction-guard.js';
import type { SampleSwitches, SwitchesPatch } from '../domain/switches.js';

const TIMEOUT_MS = 2_000;

const switches = z.object({
  load: z.enum(['normal', 'peak']),
  errors: z.number(),
  slowness: z.number(),
  totals: z.object({ requests: z.number(), errors: z.number(), slow: z.number() }),
});
const refusedFields = z.object({
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).min(1),
});

/**
 * The control endpoint of the sample shop. Both methods throw `not-found` when sample data is off, and `dependency-unavailable`
 * when the shop has not answered within two seconds, answers something else or does not take our token.
 */
@Injectable()
export class SampleShop {
  constructor(private readonly settings: Settings) {}

  read(): Promise<SampleSwitches> {
    return this.call('GET');
  }

  /** @throws DomainError `validation-failed` with the fields that the shop refuses */
  change(patch: SwitchesPatch): Promise<SampleSwitches> {
    return this.call('PUT', JSON.stringify(patch));
  }

  private async call(method: 'GET' | 'PUT', body?: string): Promise<SampleSwitches> {
    if (this.settings.get('SAMPLE') === 'off') throw notFound('sample service', 'shop');
    const { status, json } = await this.send(method, body);
    const refused = status === 422 ? refusedFields.safeParse(json) : null;
    if (refused?.success) throw invalid(refused.data.errors);
    if (status === 401 || status === 403)
      throw new DomainError(
        'dependency-unavailable',
        `The sample service does not take the token of LEITSTAND_SAMPLE_TOKEN (status ${status}).`,
      );
    const read = status === 200 ? switches.safeParse(json) : null;
    if (read?.success) return read.data;
    throw new DomainError(
      'dependency-unavailable',
      `The sample service gave an answer that is not its switches (status ${status}).`,
    );
  }

  private async send(
    method: 'GET' | 'PUT',
    body?: string,
  ): Promise<{ status: number; json: unknown }> {
    assertOutsideTransaction('the sample service');
    const token = this.settings.get('SAMPLE_TOKEN');
    const url = `${this.settings.get('SAMPLE_URL').replace(/\/$/, '')}/control`;
    try {
      const response = await request(url, {
        method,
        ...(body === undefined ? {} : { body }),
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return { status: response.statusCode, json: parseJson(await response.body.text()) };
    } catch (error) {
      const reason = (error as { code?: unknown; name?: string }).code;
      throw new DomainError(
        'dependency-unavailable',
        `The sample service does not answer (${typeof reason === 'string' ? reason : 'timeout'}).`,
      );
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
