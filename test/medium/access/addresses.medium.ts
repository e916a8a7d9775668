import { afterEach, describe, expect, it } from '@jest/globals';
import { JobQueue } from '../../../apps/api/src/platform/queue/job-queue.js';
import { asOwner, sessionOf } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { until } from '../../harness/until.js';

let test: TestApp;
afterEach(() => test.close());

const start = async (proxies: string) => {
  test = await startTestApp({ LEITSTAND_TRUSTED_PROXIES: proxies, LEITSTAND_RATE_LIMIT: '480' });
  await until('redis is there', () => test.app.get(JobQueue).redis.status === 'ready');
};
/** As if connected from `remoteAddress`. */
const signIn = (remoteAddress: string, forwarded?: string) =>
  test.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    remoteAddress,
    payload: { email: `n${Math.random()}@example.org`, password: 'wrong' },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  });
/** The address that goes on record of a write. */
const recorded = async (remoteAddress: string, forwarded: string): Promise<string | null> => {
  const actor = await sessionOf(test, [{ role: 'admin', territories: ['DE'] }]);
  const answer = await test.app.inject({
    method: 'PATCH',
    url: '/api/v1/me',
    remoteAddress,
    headers: { ...actor.headers, 'x-forwarded-for': forwarded },
    payload: { name: 'Somebody New' },
  });
  expect(answer.statusCode).toBe(200);
  return asOwner(test, async (client) => {
    const { rows } = await client.query<{ ip: string | null }>(
      'select ip from audit_events order by seq desc limit 1',
    );
    return rows[0]?.ip ?? null;
  });
};

describe('what a client says of its address', () => {
  it('is believed of nobody unless they are named, not even on loopback', async () => {
    await start('');
    const codes: number[] = [];
    for (let n = 0; n < 6; n += 1)
      codes.push((await signIn('127.0.0.201', `203.0.113.${n}`)).statusCode);
    expect(codes).toEqual([401, 401, 401, 401, 429, 429]);
    expect(await recorded('127.0.0.201', '203.0.113.9')).toBe('127.0.0.201');
    expect(await recorded('::ffff:192.0.2.1', '203.0.113.9')).toBe('192.0.2.1');
  });

  it('is believed of the proxies that are named, and of them only', async () => {
    await start('10.0.0.0/8, 2001:db8::1');
    expect(await recorded('10.1.2.3', '203.0.113.9')).toBe('203.0.113.9');
    expect(await recorded('::ffff:10.1.2.3', '203.0.113.9')).toBe('203.0.113.9');
    expect(await recorded('2001:db8::1', '2001:DB8:0::9')).toBe('2001:db8::9');
    expect(await recorded('2001:db8::2', '203.0.113.9')).toBe('2001:db8::2');
    expect(await recorded('192.0.2.1', '203.0.113.9')).toBe('192.0.2.1');
    // A proxy adds whom it saw at the end: what stands before it is the client's own word.
    expect(await recorded('10.1.2.3', '198.51.100.7, 203.0.113.9, 10.9.9.9')).toBe('203.0.113.9');
  });

  it.each([
    ['203.0.113.9:51000', '203.0.113.9'],
    ['[2001:db8::9]:443', '2001:db8::9'],
    ['<script>alert(1)</script>', null],
    ['unknown', null],
    [`1'; drop table audit_events; --`, null],
  ])('is an address or nothing: %s', async (forwarded, kept) => {
    await start('10.0.0.1');
    expect(await recorded('10.0.0.1', forwarded)).toBe(kept);
  });

  it('that is no address is counted with whoever is connected', async () => {
    await start('10.0.0.77');
    const codes: number[] = [];
    for (let n = 0; n < 6; n += 1)
      codes.push((await signIn('10.0.0.77', `not-an-address-${n}`)).statusCode);
    expect(codes).toEqual([401, 401, 401, 401, 429, 429]);
  });
});
