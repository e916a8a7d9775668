import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import {
  dataDirectory,
  freePortBase,
  identityOf,
  Launched,
  lives,
  type Identity,
} from './launched.js';

// Every start here ends at a taken port, right after it has looked at what earlier starts left.
describe('what an earlier start left behind', () => {
  let data: ReturnType<typeof dataDirectory>;
  let base: number;
  let blocker: Server;
  let sleeper: ChildProcess;
  let sleeping: Identity;

  beforeEach(async () => {
    data = dataDirectory();
    base = await freePortBase();
    blocker = createServer().listen({ port: base, host: '127.0.0.1' });
    await once(blocker, 'listening');
    mkdirSync(data.run, { recursive: true });
    sleeper = spawn('sleep', ['600'], { stdio: 'ignore' });
    await once(sleeper, 'spawn');
    const identity = identityOf(sleeper.pid ?? 0);
    if (!identity) throw new Error('the sleeper does not live');
    sleeping = identity;
  });

  afterEach(() => {
    blocker.close();
    sleeper.kill('SIGKILL');
    data.remove();
  });

  const record = (identity: Identity) =>
    writeFileSync(
      join(data.run, 'redis.pid'),
      JSON.stringify({
        name: 'redis',
        run: 'earlier',
        stage: 60,
        signal: 'SIGTERM',
        seconds: 5,
        identity,
      }),
    );

  const start = async () => {
    const launched = Launched.start({
      LEITSTAND_DATA_DIR: data.dir,
      LEITSTAND_PORT_BASE: String(base),
      LEITSTAND_SAMPLE: 'off',
    });
    expect(await launched.exitCode()).toBe(1);
    expect(launched.lines.at(-1)).toContain(`port ${base} for the console and the API is taken`);
    return launched;
  };

  it('is ended when it still lives', async () => {
    record(sleeping);
    const launched = await start();
    expect(launched.output).toContain('ended what an earlier start left behind: redis');
    expect(lives(sleeping)).toBe(false);
    expect(readdirSync(data.run)).toEqual([]);
  });

  it('is let alone when its number now belongs to somebody else', async () => {
    record({ ...sleeping, start: '1' });
    const launched = await start();
    expect(launched.output).not.toContain('left behind');
    expect(lives(sleeping)).toBe(true);
    expect(readdirSync(data.run)).toEqual([]);
  });

  it('does not keep the data directory, nor does a torn record', async () => {
    writeFileSync(
      join(data.run, 'launcher.json'),
      JSON.stringify({ run: 'earlier', url: 'http://x', identity: { ...sleeping, start: '1' } }),
    );
    writeFileSync(join(data.run, 'postgres.pid'), '{"name":"postg');
    await start();
    expect(lives(sleeping)).toBe(true);
    expect(readdirSync(data.run)).toEqual([]);
  });
});
