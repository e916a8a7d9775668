import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Settings } from '../../platform/config/settings.js';
import { sloFile } from '../domain/rule-files.js';
import { RulesFolder } from './rules-folder.gateway.js';

/** Where nobody makes a folder, not even root. */
const NOWHERE = '/sys/leitstand-rules';
const folder = new RulesFolder({ get: () => NOWHERE } as unknown as Settings);

describe('a folder of rules that is gone and cannot be made again', () => {
  it('is said to be gone: the rights of what is around it are not what is wrong', async () => {
    expect(await folder.inspect()).toEqual({ trouble: 'ENOENT', made: false });
    await expect(folder.read()).rejects.toThrow('cannot be read (ENOENT)');
  });
});

describe('whose change it was', () => {
  const [ours, other] = [sloFile('a'), sloFile('b')];
  let path: string;
  let mine: RulesFolder;

  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'leitstand-rules-'));
    mine = new RulesFolder({ get: () => path } as unknown as Settings);
    await mine.write(new Map([[ours, 'one']]));
    await mine.isChangedElsewhere();
  });
  afterEach(() => rm(path, { recursive: true }));

  it('is no news what it wrote or deleted itself', async () => {
    expect(await mine.isChangedElsewhere()).toBe(false);
    await mine.write(
      new Map([
        [ours, 'two'],
        [other, 'three'],
      ]),
    );
    expect(await mine.isChangedElsewhere()).toBe(false);
    await mine.write(new Map([[other, null]]));
    expect(await mine.isChangedElsewhere()).toBe(false);
  });

  it('is news once, also where it wrote other files after that', async () => {
    await writeFile(join(path, ours), 'by somebody else');
    await mine.write(new Map([[other, 'two']]));
    expect(await mine.isChangedElsewhere()).toBe(true);
    expect(await mine.isChangedElsewhere()).toBe(false);
  });

  it('is news where somebody changes what it has just written, or takes it away', async () => {
    await mine.write(new Map([[ours, 'two']]));
    await writeFile(join(path, ours), `${await readFile(join(path, ours), 'utf8')} more`);
    expect(await mine.isChangedElsewhere()).toBe(true);
    await rm(join(path, ours));
    expect(await mine.isChangedElsewhere()).toBe(true);
  });
});
