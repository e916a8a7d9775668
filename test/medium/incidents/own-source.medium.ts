import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EnsureOwnSource } from '../../../apps/api/src/incidents/use-cases/ensure-own-source.js';
import { hashSecret } from '../../../apps/api/src/platform/kernel/one-time-secret.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { deliver, rows, webhook } from './incidents-context.js';

const TOKEN = 'lsa_of_the_alertmanager_that_is_ours';
const OLDER = 'lsa_of_the_launcher_before_this_one';
const MADE = 'Alertmanager of this instance';
const TOLD = webhook([{ fingerprint: 'a', start: 0, labels: { slo: '', service: '' } }]);
let test: TestApp;
beforeAll(async () => {
  test = await startTestApp({ LEITSTAND_INTAKE_TOKEN: TOKEN });
});
afterAll(() => test.close());

const ensure = () => test.app.get(EnsureOwnSource).execute();
const sources = () =>
  rows(test, 'select slug, default_subject, territories, version from alert_sources');

describe('the Alertmanager that an instance runs itself', () => {
  it('is known from the first start on an empty catalog, and its alerts are taken', async () => {
    expect((await deliver(test, TOKEN, TOLD)).statusCode).toBe(401);
    expect(await ensure()).toBe(true);
    expect(await sources()).toEqual([
      {
        slug: 'alertmanager',
        default_subject: 'leitstand',
        territories: ['CH', 'DE'],
        version: 1,
      },
    ]);
    expect((await deliver(test, TOKEN, TOLD)).statusCode).toBe(200);
    expect(await rows(test, 'select subject, source from incidents')).toEqual([
      { subject: 'leitstand', source: 'alertmanager' },
    ]);
  });

  it('is left as it is by the next start', async () => {
    expect(await ensure()).toBe(false);
  });

  it('keeps what people made of it when the launcher has another token', async () => {
    await rows(
      test,
      `update alert_sources set name = 'Ours', version = 2, token_hash = '${hashSecret(OLDER)}'`,
    );
    expect((await deliver(test, OLDER, TOLD)).statusCode).toBe(200);
    expect(await ensure()).toBe(true);
    expect(await rows(test, 'select name, version from alert_sources')).toEqual([
      { name: 'Ours', version: 2 },
    ]);
    expect((await deliver(test, TOKEN, TOLD)).statusCode).toBe(200);
    expect((await deliver(test, OLDER, TOLD)).statusCode).toBe(401);
  });

  it('goes on record as what happened: it was made and given a token, and later another token', async () => {
    expect(
      await rows(
        test,
        `select actor_id, action, target_name from audit_events where action like 'source.%' order by seq`,
      ),
    ).toEqual([
      { actor_id: 'system:incidents', action: 'source.created', target_name: MADE },
      { actor_id: 'system:incidents', action: 'source.token-made', target_name: MADE },
      { actor_id: 'system:incidents', action: 'source.token-made', target_name: 'Ours' },
    ]);
  });
});
