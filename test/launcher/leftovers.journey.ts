import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { copyOfSources } from '../harness/copy-of-sources.js';
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

  it('is ended before the ports are looked at, also where packages have to be installed first', async () => {
    const copy = await copyOfSources();
    try {
      rmSync(join(copy, 'node_modules'));
      mkdirSync(join(copy, 'bin'));
      writeFileSync(join(copy, 'bin/npm'), '#!/bin/sh\nexit 9\n', { mode: 0o755 });
      blocker.close();
      sleeper.kill('SIGKILL');
      const listens = `require('node:net').createServer().listen(${base + 12}, '127.0.0.1', () => console.log('up'))`;
      sleeper = spawn(process.execPath, ['-e', listens], { stdio: ['ignore', 'pipe', 'ignore'] });
      if (sleeper.stdout) await once(sleeper.stdout, 'data');
      const orphan = identityOf(sleeper.pid ?? 0);
      if (!orphan) throw new Error('the orphan does not live');
      record(orphan);
      const { stdout, stderr } = await bootstrap(copy);
      expect(stdout).toContain('ended what an earlier start left behind: redis');
      expect(stderr).toContain('the packages could not be installed');
      expect(lives(orphan)).toBe(false);
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });

  /** What `npm start` does first, in a checkout whose npm does not work. */
  const bootstrap = async (root: string) => {
    const child = spawn(process.execPath, [join(root, 'scripts/bootstrap.mjs'), 'start'], {
      env: {
        ...process.env,
        PATH: `${join(root, 'bin')}:${process.env.PATH}`,
        LEITSTAND_DATA_DIR: data.dir,
        LEITSTAND_PORT_BASE: String(base),
        LEITSTAND_SAMPLE: 'off',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
    await once(child, 'close');
    return said;
  };
});
