import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Agent, request } from 'undici';
import { guardedConnect, type FoundAddress } from './guarded-connect.js';

const server = createServer((asked, response) => response.end(asked.headers.host));
let port: number;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** One connection, where only `may` may be reached; names lead to what is found in turn. */
function agentOf(may: readonly string[], ...found: (readonly FoundAddress[])[]) {
  const guard = { isNamed: () => false, mayReach: (address: string) => may.includes(address) };
  const asked: string[] = [];
  const connect = guardedConnect(guard, (host) => {
    asked.push(host);
    return Promise.resolve(found[asked.length - 1] ?? []);
  });
  return { asked, agent: new Agent({ connect }) };
}
const get = async (agent: Agent, host: string): Promise<string> => {
  const url = `http://${host}:${port}/`;
  try {
    return await (await request(url, { dispatcher: agent })).body.text();
  } catch (error) {
    return (error as Error).constructor.name;
  } finally {
    await agent.destroy();
  }
};
const HERE = { address: '127.0.0.1', family: 4 };
const THERE = { address: '10.9.8.7', family: 4 };

describe('a connection to a name', () => {
  it('is made to that of its addresses which may be reached, and the name is looked up once', async () => {
    const { agent, asked } = agentOf(['127.0.0.1'], [THERE, HERE], [THERE]);
    expect(await get(agent, 'chat.example')).toBe(`chat.example:${port}`);
    expect(asked).toEqual(['chat.example']);
  });

  it('is not made where none may be', async () => {
    expect(await get(agentOf([], [THERE, HERE]).agent, 'chat.example')).toBe('AddressRefused');
  });

  it('is not made to an address in its place without being looked at', async () => {
    const { agent, asked } = agentOf([]);
    expect([await get(agent, '127.0.0.1'), asked]).toEqual(['AddressRefused', []]);
  });
});
