import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import fastifyOf, { type FastifyInstance } from 'fastify';
import { dropGone } from './callers-gone.js';

/** Sends requests over connections of their own and leaves, all while the thread that serves them does something else. */
const LEAVES = `
  const { workerData: { port, count, done } } = require('node:worker_threads');
  const { connect } = require('node:net');
  let left = count;
  for (let n = 0; n < count; n += 1) {
    const socket = connect(port, '127.0.0.1', () => socket.end('POST /gone HTTP/1.1\\r\\nhost: a\\r\\ncontent-length: 2\\r\\n\\r\\nab'));
    socket.on('finish', () => {
      socket.destroy();
      if (--left) return;
      Atomics.store(done, 0, 1);
      Atomics.notify(done, 0);
    });
  }`;

let fastify: FastifyInstance;
let port: number;
/** what was reached, by address: `admitted`, `handled` */
let reached: string[];
let admit: (socket: Socket) => Promise<unknown>;
let handle: () => Promise<unknown>;

beforeEach(async () => {
  reached = [];
  admit = handle = () => Promise.resolve();
  fastify = fastifyOf();
  dropGone(fastify);
  fastify.addHook('preParsing', async (request) => {
    reached.push(`admitted ${request.url}`);
    await admit(request.raw.socket);
  });
  fastify.addContentTypeParser('*', (_request, _body, done) => done(null));
  fastify.all('/*', (request) => {
    reached.push(`handled ${request.url}`);
    return handle().then(() => request.url);
  });
  await fastify.listen({ port: 0, host: '127.0.0.1' });
  port = (fastify.server.address() as AddressInfo).port;
});
afterEach(() => fastify.close());

const ask = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text();

describe('a caller that is gone', () => {
  it('is not carried out, nor looked at, when it left in the queue of connections', async () => {
    const done = new Int32Array(new SharedArrayBuffer(4));
    const worker = new Worker(LEAVES, { eval: true, workerData: { port, count: 10, done } });
    expect(Atomics.wait(done, 0, 0, 30_000)).not.toBe('timed-out');
    const arrived: Socket[] = [];
    fastify.server.on('connection', (socket) => arrived.push(socket));
    while (arrived.length < 10) await once(fastify.server, 'connection');
    for (const socket of arrived) if (!socket.closed) await once(socket, 'close');
    expect(await ask('/here')).toBe('/here');
    expect(reached).toEqual(['admitted /here', 'handled /here']);
    await worker.terminate();
  });

  it('is not carried out when it left while it was being admitted', async () => {
    let admitted: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (admitted = resolve));
    admit = (socket) => {
      admitted();
      return once(socket, 'close');
    };
    const caller = connect(port, '127.0.0.1', () =>
      caller.write('GET /gone HTTP/1.1\r\nhost: a\r\n\r\n'),
    );
    await begun;
    caller.destroy();
    admit = () => Promise.resolve();
    expect(await ask('/here')).toBe('/here');
    expect(reached).toEqual(['admitted /gone', 'admitted /here', 'handled /here']);
  });
});

describe('requests of one connection', () => {
  it('that are sent without waiting for answers are carried out one after the other', async () => {
    let running = 0;
    let most = 0;
    handle = async () => {
      most = Math.max(most, (running += 1));
      await new Promise(setImmediate);
      running -= 1;
    };
    const caller = connect(port, '127.0.0.1');
    const paths = Array.from({ length: 20 }, (_, n) => `/${n}`);
    caller.write(paths.map((path) => `GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`).join(''));
    let answered = '';
    for await (const chunk of caller as AsyncIterable<Buffer>) {
      answered += chunk.toString();
      if (answered.endsWith('/19')) break;
    }
    expect(answered.match(/(?<=\r\n\r\n)\/\d+/g)).toEqual(paths);
    expect(most).toBe(1);
  });
});
