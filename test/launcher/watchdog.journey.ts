import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataDirectory, identityOf, lives, type Identity } from './launched.js';

const RUN = 'this run';
const record = (name: string, identity: Identity, run = RUN) => ({
  name,
  run,
  stage: 10,
  signal: 'SIGTERM',
  seconds: 5,
  identity,
});

// The watchdog alone, with a pipe that ends the way a killed launcher's does.
describe('the watchdog of a launcher that was killed', () => {
  const sleepers: ChildProcess[] = [];
  let data: ReturnType<typeof dataDirectory>;
  let watchdog: ChildProcess;

  beforeEach(() => {
    data = dataDirectory();
    mkdirSync(data.run, { recursive: true });
    watchdog = spawn(process.execPath, ['scripts/lib/watchdog.mjs', data.run, RUN], {
      stdio: ['pipe', 'ignore', 'inherit'],
    });
  });

  afterEach(() => {
    watchdog.kill('SIGKILL');
    for (const sleeper of sleepers.splice(0)) sleeper.kill('SIGKILL');
    data.remove();
  });

  const sleeper = async (): Promise<Identity> => {
    const child = spawn('sleep', ['600'], { stdio: 'ignore' });
    sleepers.push(child);
    await once(child, 'spawn');
    const identity = identityOf(child.pid ?? 0);
    if (!identity) throw new Error('the sleeper does not live');
    return identity;
  };

  const tell = (message: object) => watchdog.stdin?.write(`${JSON.stringify(message)}\n`);

  const launcherDies = async (lastWords = '') => {
    watchdog.stdin?.end(lastWords);
    await once(watchdog, 'exit');
  };

  it('ends what it was told of, though the data directory is gone', async () => {
    const told = await sleeper();
    tell({ remember: record('redis', told) });
    rmSync(data.dir, { recursive: true });
    await launcherDies();
    expect(lives(told)).toBe(false);
  });

  it('ends what only the files speak of, when its own words were cut off', async () => {
    const [written, others] = [await sleeper(), await sleeper()];
    writeFileSync(join(data.run, 'redis.pid'), JSON.stringify(record('redis', written)));
    writeFileSync(
      join(data.run, 'worker.pid'),
      JSON.stringify(record('worker', others, 'the next run')),
    );
    await launcherDies('{"remember":{"name":"red');
    expect(lives(written)).toBe(false);
    expect(lives(others)).toBe(true);
  });

  it('lets a stranger alone who has got the number of a process that ended', async () => {
    const stranger = await sleeper();
    tell({ remember: record('redis', { ...stranger, start: '1' }) });
    tell({ remember: record('worker', { ...stranger, boot: 'another boot' }) });
    await launcherDies();
    expect(lives(stranger)).toBe(true);
  });

  it('forgets what has ended', async () => {
    const [forgotten, told] = [await sleeper(), await sleeper()];
    tell({ remember: record('redis', forgotten) });
    tell({ remember: record('worker', told) });
    tell({ forget: 'redis' });
    await launcherDies();
    expect([forgotten, told].map(lives)).toEqual([true, false]);
  });

  it('does nothing after a farewell', async () => {
    const told = await sleeper();
    tell({ remember: record('redis', told) });
    await launcherDies(`${JSON.stringify({ done: true })}\n`);
    expect(lives(told)).toBe(true);
  });
});
