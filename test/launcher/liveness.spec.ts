import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { once } from 'node:events';
import { createServer as createHttpServer, type ServerResponse } from 'node:http';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

interface Pulse {
  end(): void;
}
interface Module {
  readonly Pulse: new (
    liveness: { answers: () => Promise<unknown>; seconds: number; restart: boolean },
    hear: { silent: (seconds: number) => void; back: () => void },
    clock: () => number,
  ) => Pulse;
  readonly patience: (env: Record<string, string>) => number;
  readonly keptAnswer: (url: string) => () => Promise<boolean>;
  readonly postgresAnswers: (port: number) => Promise<boolean>;
}

const liveness = (await import(
  pathToFileURL(resolve('scripts/lib/liveness.mjs')).href
)) as unknown as Module;

describe('a process that is asked whether it answers', () => {
  let heard: string[];
  let state: 'answers' | 'refuses' | 'hangs' | 'late';
  let pulse: Pulse;
  let skew: number;

  beforeEach(() => {
    jest.useFakeTimers();
    [heard, state, skew] = [[], 'answers', 0];
    const answers = () =>
      state === 'answers'
        ? Promise.resolve(true)
        : state === 'refuses'
          ? Promise.reject(new Error('refused'))
          : new Promise((done) => state === 'late' && setTimeout(done, 5_000, true));
    pulse = new liveness.Pulse(
      { answers, seconds: 15, restart: true },
      { silent: (seconds) => heard.push(`silent ${seconds}`), back: () => heard.push('back') },
      () => Date.now() + skew,
    );
  });
  afterEach(() => {
    pulse.end();
    jest.useRealTimers();
  });

  it.each(['refuses', 'hangs'] as const)(
    'and %s is told of once, after as long as is borne, and again when it is back',
    async (how) => {
      await jest.advanceTimersByTimeAsync(10_000);
      state = how;
      await jest.advanceTimersByTimeAsync(14_000);
      expect(heard).toEqual([]);
      await jest.advanceTimersByTimeAsync(60_000);
      expect(heard).toEqual([expect.stringMatching(/^silent 1[5-9]$/)]);
      state = 'answers';
      await jest.advanceTimersByTimeAsync(4_000);
      expect(heard.slice(1)).toEqual(['back']);
    },
  );

  it('is borne for a moment, any number of times', async () => {
    for (let n = 0; n < 10; n += 1) {
      state = 'hangs';
      await jest.advanceTimersByTimeAsync(10_000);
      state = 'answers';
      await jest.advanceTimersByTimeAsync(6_000);
    }
    expect(heard).toEqual([]);
  });

  it('and answers late, each time, is at work', async () => {
    state = 'late';
    await jest.advanceTimersByTimeAsync(300_000);
    expect(heard).toEqual([]);
    state = 'hangs';
    await jest.advanceTimersByTimeAsync(24_000);
    expect(heard).toEqual([expect.stringMatching(/^silent 1[5-9]$/)]);
  });

  it('may take three minutes to its first answer', async () => {
    state = 'refuses';
    await jest.advanceTimersByTimeAsync(175_000);
    expect(heard).toEqual([]);
    await jest.advanceTimersByTimeAsync(20_000);
    expect(heard).toHaveLength(1);
  });

  it('is not blamed for a machine that slept', async () => {
    await jest.advanceTimersByTimeAsync(10_000);
    state = 'hangs';
    for (let n = 0; n < 20; n += 1) {
      await jest.advanceTimersByTimeAsync(3_000);
      skew += 5_000; // our own timers come late as well
    }
    expect(heard).toEqual([]);
  });
});

describe('a program that is asked over one connection', () => {
  let sockets: Socket[];
  let waiting: ServerResponse[];
  let server: ReturnType<typeof createHttpServer>;
  let url: string;

  const arrived = async (count: number) => {
    while (waiting.length < count) await once(server, 'request');
  };
  const answer = (status = 200) => waiting.splice(0).forEach((one) => one.writeHead(status).end());

  beforeEach(async () => {
    [sockets, waiting] = [[], []];
    server = createHttpServer((_request, response) => waiting.push(response));
    server.on('connection', (socket) => sockets.push(socket));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/livez`;
  });
  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  it('does not stand in the queue of those that come anew, however late it answers', async () => {
    const answers = liveness.keptAnswer(url);
    for (let n = 0; n < 5; n += 1) {
      const first = answers();
      await arrived(1);
      const again = answers(); // two seconds later: the first question is still open
      answer();
      expect(await Promise.all([first, again])).toEqual([true, true]);
    }
    expect(sockets).toHaveLength(1);
  });

  it('is asked over another one when that broke, between two questions or within one', async () => {
    const answers = liveness.keptAnswer(url);
    const first = answers();
    await arrived(1);
    answer();
    expect(await first).toBe(true);
    sockets[0]?.destroy();
    const second = answers();
    await arrived(1);
    answer();
    expect(await second).toBe(true);
    const third = answers();
    await arrived(1);
    sockets.at(-1)?.destroy();
    waiting.splice(0);
    await arrived(1);
    answer();
    expect(await third).toBe(true);
    expect(sockets).toHaveLength(3);
  });

  it('does not answer with an error, nor when it is gone', async () => {
    const answers = liveness.keptAnswer(url);
    const first = answers();
    await arrived(1);
    answer(503);
    expect(await first).toBe(false);
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
    await expect(answers()).rejects.toThrow('ECONN');
  });
});

describe('a PostgreSQL that is stopped', () => {
  it('takes the connection and is silent; one that works says a letter', async () => {
    let says = '';
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', (data) => {
        expect(data.readInt32BE(4)).toBe(80877103); // SSLRequest
        if (says) socket.end(says);
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    expect(await liveness.postgresAnswers(port)).toBe(false);
    says = 'N';
    expect(await liveness.postgresAnswers(port)).toBe(true);
    server.close();
  });
});

describe('LEITSTAND_HANG_SECONDS', () => {
  it('is a number of seconds, or 0 for never; a debugger may hold a program for ever', () => {
    expect(liveness.patience({})).toBe(15);
    expect(liveness.patience({ LEITSTAND_HANG_SECONDS: '60' })).toBe(60);
    expect(liveness.patience({ LEITSTAND_HANG_SECONDS: '0' })).toBe(Infinity);
    expect(liveness.patience({ NODE_OPTIONS: '--inspect' })).toBe(Infinity);
    expect(() => liveness.patience({ LEITSTAND_HANG_SECONDS: '1' })).toThrow(
      'LEITSTAND_HANG_SECONDS=1 is not a whole number from 5 to 3600',
    );
  });
});
