import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, get, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { HANDLES, listenWidely } from './listen.js';

/** Connects, all while the thread that serves does something else. */
const COMES = `
  const { workerData: { port, count, done } } = require('node:worker_threads');
  let left = count;
  for (let n = 0; n < count; n += 1)
    require('node:net').connect(port, '127.0.0.1', () => {
      if (--left) return;
      Atomics.store(done, 0, 1);
      Atomics.notify(done, 0);
    });`;

let server: Server;
let answer: () => void;
const begin = (port = 0) =>
  listenWidely(server, { host: '127.0.0.1', port }, (options) =>
    once(server.listen(options), 'listening'),
  );
const portOf = () => (server.address() as AddressInfo).port;
const close = () => new Promise((done) => server.close(done));

beforeEach(() => {
  server = createServer((_request, response) => {
    answer = () => response.end('ok');
    server.emit('arrived');
  });
});
afterEach(async () => {
  if (server.listening) await close();
});

describe('a server that listens widely', () => {
  it('takes many connections in at a turn of the event loop, of those that wait', async () => {
    await begin();
    const count = 4 * HANDLES;
    const done = new Int32Array(new SharedArrayBuffer(4));
    const worker = new Worker(COMES, { eval: true, workerData: { port: portOf(), count, done } });
    const seen = { arrived: 0 };
    server.on('connection', () => (seen.arrived += 1));
    expect(Atomics.wait(done, 0, 0, 30_000)).not.toBe('timed-out');
    let turns = 0;
    for (; seen.arrived < count && turns < count; turns += 1) await new Promise(setImmediate);
    expect([seen.arrived, turns < count / 2]).toEqual([count, true]);
    await worker.terminate();
    server.closeAllConnections();
  });

  it('keeps its port to itself', async () => {
    await begin();
    const port = portOf();
    const first = server;
    server = createServer();
    await expect(begin(port)).rejects.toThrow('EADDRINUSE');
    server = first;
  });

  it('answers what it took in before it is closed, and takes nothing in from then on', async () => {
    await begin();
    const port = portOf();
    for (let n = 0; n < 2 * HANDLES; n += 1) {
      const request = get({ host: '127.0.0.1', port });
      await once(server, 'arrived');
      if (n < 2 * HANDLES - 1) {
        answer();
        await once(request, 'response');
        continue;
      }
      let closed = false;
      const closing = close().then(() => (closed = true));
      const refused = connect(port, '127.0.0.1');
      await expect(once(refused, 'connect')).rejects.toThrow('ECONNREFUSED');
      expect(closed).toBe(false);
      answer();
      const [response] = await once(request, 'response');
      expect(response.statusCode).toBe(200);
      response.resume();
      await closing;
    }
  });
});
