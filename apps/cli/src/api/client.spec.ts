import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { EXIT } from '../failure/exit-code.js';
import { Failure } from '../failure/failure.js';
import { answerOf, createApi } from './client.js';

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server that answers as it is told, and what it was asked. */
async function serve(answer: (response: ServerResponse, request: IncomingMessage) => void) {
  const asked: { url: string; token: string | undefined }[] = [];
  const server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', token: request.headers.authorization });
    answer(response, request);
  });
  open.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function json(status: number, body: unknown) {
  return (response: ServerResponse) =>
    response
      .writeHead(status, { 'content-type': status < 300 ? 'application/json' : 'text/plain' })
      .end(JSON.stringify(body));
}

/** How asking for the status of the server at `url` fails. */
async function failing(url: string, seconds?: number): Promise<Failure> {
  try {
    const api = createApi({ url, token: 'lst_secret' }, seconds);
    answerOf(await api.GET('/status'), 'version', 'components');
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('was answered');
}

describe('the client of the API', () => {
  it('gives what is answered, asked for with the token', async () => {
    const { asked, url } = await serve(json(200, { version: '1', components: [], more: 1 }));
    const api = createApi({ url, token: 'lst_secret' });
    const answer = answerOf(await api.GET('/status'), 'version', 'components');
    expect(answer).toEqual({ version: '1', components: [], more: 1 });
    expect(asked).toEqual([{ url: '/api/v1/status', token: 'Bearer lst_secret' }]);
  });

  it('puts names into addresses as names, whatever is in them', async () => {
    const { asked, url } = await serve((response) => response.writeHead(204).end());
    const api = createApi({ url, token: null });
    answerOf(await api.DELETE('/slos/{slug}', { params: { path: { slug: '../a?b#c' } } }));
    expect(asked).toEqual([{ url: '/api/v1/slos/..%2Fa%3Fb%23c', token: undefined }]);
  });

  it('says that nobody answers, and where to look', async () => {
    const { url } = await serve(() => undefined);
    const late = await failing(url, 0.05);
    expect([late.exitCode, late.message]).toEqual([
      EXIT.FAILED,
      `${url} does not answer within 0.05 s.`,
    ]);
    expect(late.lines.join()).toContain('LEITSTAND_URL');
    open.splice(0).forEach((server) => server.close().closeAllConnections());
    expect((await failing(url)).message).toBe(`${url} does not answer (ECONNREFUSED).`);
  });

  it('counts the time until the whole answer is there', async () => {
    const { url } = await serve((response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"version":');
    });
    expect((await failing(url, 0.1)).message).toContain('does not answer within 0.1 s');
  });

  it('takes the token nowhere else', async () => {
    const other = await serve(json(200, {}));
    const { url } = await serve((response) =>
      response.writeHead(302, { location: `${other.url}/api/v1/status` }).end(),
    );
    expect((await failing(url)).message).toContain('status 302, and not as Leitstand does');
    expect(other.asked).toEqual([]);
  });

  it.each([
    ['a page', '<html>', 'did not answer as Leitstand does'],
    ['half an answer', '{"version": "1"', 'did not answer as Leitstand does'],
    ['nothing', '', 'in a shape that this program does not know'],
    ['something else', '{"version":"1"}', 'in a shape that this program does not know'],
    ['a number', '1', 'in a shape that this program does not know'],
  ])('does not take %s for an answer of Leitstand’s', async (_, body, message) => {
    const { url } = await serve((response) => response.writeHead(200).end(body));
    expect((await failing(url)).message).toContain(message);
  });

  it('tells what is refused: fields and the id to ask by', async () => {
    const errors = [{ path: 'spec.target', code: 'too-high', message: 'must be below 100' }];
    const problem = { title: 'The input is not valid', errors, requestId: 'r-1' };
    const { url } = await serve(json(400, problem));
    const { message, lines } = await failing(url);
    expect([message, lines]).toEqual([
      'The input is not valid.',
      ['spec.target: must be below 100', 'request r-1'],
    ]);
  });
});
