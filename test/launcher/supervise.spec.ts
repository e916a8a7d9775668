import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { until } from '../harness/until.js';

interface Supervising {
  Supervisor: new (options: object) => {
    start(service: object): Promise<void>;
    stop(): Promise<void>;
  };
}

const dir = mkdtempSync(join(tmpdir(), 'leitstand-supervise-'));
let shift = 0;
const real = Date.now;
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(dir, { recursive: true, force: true });
});

const pid = () => {
  try {
    const record = JSON.parse(readFileSync(join(dir, 'sleeper.pid'), 'utf8'));
    return record.identity.pid as number;
  } catch {
    return null;
  }
};

describe('a process that is killed again and again', () => {
  it('is started again at once when it was up for a while each time, and later and later when not', async () => {
    jest.spyOn(Date, 'now').mockImplementation(() => real() + shift);
    const file = resolve('scripts/lib/supervise.mjs');
    const { Supervisor } = (await import(pathToFileURL(file).href)) as Supervising;
    const said: string[] = [];
    const say = (line: string) => said.push(line);
    const supervisor = new Supervisor({ runDir: dir, logDir: dir, run: 'a test', say });
    await supervisor.start({
      name: 'sleeper',
      say: 'the sleeper',
      stage: 10,
      command: ['sleep', '600'],
      ready: () => true,
    });
    const kill = async (upForMs: number) => {
      const before = await until('it runs', pid);
      const lines = said.length;
      shift += upForMs;
      process.kill(before, 'SIGKILL');
      await until('it is told of', () => said.length > lines);
      return said.at(-1);
    };
    for (let kills = 0; kills < 6; kills += 1)
      expect(await kill(9000)).toContain('starting it again (log');
    expect(await kill(0)).toMatch(/starting it again in (19|18) s/);
    await supervisor.stop();
  });
});
