import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { metricsRefusal } from './metrics-access.js';

const TOKEN = 'a token of sixteen or more'.replaceAll(' ', '-');

function asks(remoteAddress: string | undefined, localAddress: string, authorization?: string) {
  const headers: IncomingHttpHeaders = { host: '127.0.0.1:4701' };
  if (authorization !== undefined) headers.authorization = authorization;
  return { remoteAddress, localAddress, headers };
}

describe('metrics', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1', null],
    ['127.8.0.1', '127.0.0.1', null],
    ['::ffff:127.0.0.1', '::ffff:127.0.0.1', null],
    ['::1', '::1', null],
    ['192.0.2.7', '192.0.2.7', null],
    ['192.0.2.8', '192.0.2.7', 403],
    ['::ffff:192.0.2.8', '::ffff:192.0.2.7', 403],
    ['127.evil', '192.0.2.7', 403],
    [undefined, '192.0.2.7', 403],
  ])('without a token, from %s to %s', (remote, local, status) => {
    expect(metricsRefusal(asks(remote, local), undefined, [])?.status ?? null).toBe(status);
  });

  it.each<[headers: IncomingHttpHeaders, status: number | null]>([
    [{ host: 'localhost:4701' }, null],
    [{ host: 'LOCALHOST' }, null],
    [{ host: '127.1.2.3' }, null],
    [{ host: '[::1]:4701' }, null],
    [{ host: '192.0.2.7:4701' }, null],
    [{ host: 'metrics.example:4701' }, null],
    [{ host: 'evil.example:4701' }, 403],
    [{ host: 'localhost.evil.example' }, 403],
    [{ host: '127.0.0.1.evil.example' }, 403],
    [{ host: 'metrics.example@evil.example' }, 403],
    [{ host: '192.0.2.8' }, 403],
    [{ host: '' }, 403],
    [{}, 403],
    ...['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'].map(
      (name): [IncomingHttpHeaders, number] => [{ host: 'localhost', [name]: '' }, 403],
    ),
  ])('without a token, from here with %j', (headers, status) => {
    const reader = { remoteAddress: '192.0.2.7', localAddress: '192.0.2.7', headers };
    expect(metricsRefusal(reader, undefined, ['Metrics.example'])?.status ?? null).toBe(status);
    const token = { ...reader, headers: { ...headers, authorization: `Bearer ${TOKEN}` } };
    expect(metricsRefusal(token, TOKEN, [])).toBeNull();
  });

  it.each([
    [`Bearer ${TOKEN}`, null],
    [`bearer ${TOKEN}`, null],
    [undefined, 401],
    ['Bearer', 401],
    [`Bearer ${TOKEN}x`, 401],
    [`Basic ${TOKEN}`, 401],
    [TOKEN, 401],
  ])('with a token, for whoever brings %s', (authorization, status) => {
    const here = asks('127.0.0.1', '127.0.0.1', authorization);
    const away = asks('192.0.2.8', '192.0.2.7', authorization);
    expect(metricsRefusal(here, TOKEN, [])?.status ?? null).toBe(status);
    expect(metricsRefusal(away, TOKEN, [])?.status ?? null).toBe(status);
  });
});
