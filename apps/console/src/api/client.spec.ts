import { afterAll, afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { asApiError } from './api-error.js';
import { client, fetchInTime } from './client.js';

/** A network that swallows everything, until it is given up. */
const blackHole = (request: Request): Promise<Response> =>
  new Promise((_, reject) => {
    request.signal.addEventListener('abort', () => reject(new Error('given up')));
  });

describe('a request that is swallowed', () => {
  const { fetch } = globalThis;
  beforeEach(() => {
    jest.useFakeTimers();
    globalThis.fetch = blackHole as typeof fetch;
  });
  afterEach(() => {
    globalThis.fetch = fetch;
    jest.useRealTimers();
  });

  it.each([
    ['GET', '/api/v1/status', 4],
    ['GET', '/api/v1/incidents', 20],
    ['POST', '/api/v1/incidents', 30],
  ])('is given up: %s %s after %i s', async (method, path, seconds) => {
    let ended = '';
    const sent = fetchInTime(new Request(`https://desk.example${path}`, { method })).catch(
      (error: Error) => {
        ended = error.message;
      },
    );
    await jest.advanceTimersByTimeAsync(seconds * 1000 - 1);
    expect(ended).toBe('');
    await jest.advanceTimersByTimeAsync(1);
    await sent;
    expect(ended).toBe('given up');
  });

  it('has any time for its body once the answer has begun', async () => {
    let given = false;
    globalThis.fetch = ((request: Request) => {
      request.signal.addEventListener('abort', () => {
        given = true;
      });
      return Promise.resolve(new Response('{}'));
    }) as typeof fetch;
    await fetchInTime(new Request('https://desk.example/api/v1/audit'));
    await jest.advanceTimersByTimeAsync(60_000);
    expect(given).toBe(false);
  });
});

describe('a request that failed', () => {
  const { fetch } = globalThis;
  const onLine = jest.spyOn(globalThis, 'navigator', 'get');
  afterEach(() => {
    globalThis.fetch = fetch;
  });
  afterAll(() => onLine.mockRestore());
  const connected = (is: boolean): void => {
    onLine.mockReturnValue({ onLine: is } as Navigator);
  };

  it.each([
    [true, 'while the device knew of no network', false, false],
    [true, 'when the device was back, sent while it was away', false, true],
    [true, 'when the device had gone, sent while it was connected', true, false],
    [false, 'while the device was connected', true, true],
  ])('is of the device: %s, %s', async (isOfDevice, _, atFirst, atLast) => {
    connected(atFirst);
    globalThis.fetch = (() => {
      connected(atLast);
      return Promise.reject(new TypeError('fetch failed'));
    }) as typeof fetch;
    const fault: unknown = await client
      .GET('/status', { baseUrl: 'https://desk.example/api/v1' })
      .catch((error: unknown) => error);
    expect(asApiError(fault).isOfDevice).toBe(isOfDevice);
  });
});
