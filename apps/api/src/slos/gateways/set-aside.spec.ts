import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Settings } from '../../platform/config/settings.js';
import { sloFile } from '../domain/rule-files.js';
import { SetAsideFolder } from './set-aside.gateway.js';

const TIME = '2026-11-30T22-57-16Z';
let parent: string;
let rules: string;
let folder: SetAsideFolder;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'leitstand-set-aside-'));
  rules = join(parent, 'rules');
  await mkdir(rules);
  folder = new SetAsideFolder({ get: () => rules } as unknown as Settings);
});
afterEach(() => rm(parent, { recursive: true }));

async function setAside(name: string, why: string | null, time = TIME): Promise<void> {
  const place = `${rules}-set-aside`;
  await mkdir(place, { recursive: true });
  await writeFile(join(place, `${name}.${time}`), 'groups: [');
  if (why !== null) await writeFile(join(place, `${name}.${time}.why`), `${why}\n`);
}

describe('rule files that were set aside', () => {
  it('are none where nothing ever was', async () => {
    expect(await folder.files()).toEqual([]);
  });

  it('are told with the reason, the newest of a name once, and ours not at all', async () => {
    await setAside('theirs.yaml', 'an older reason', '2026-11-30T22-57-15Z');
    await setAside('theirs.yaml', '1:9: no node');
    await setAside('others.yaml', null);
    await setAside(sloFile('mine'), 'edited by hand');
    expect(await folder.files()).toEqual([
      { name: 'others.yaml', why: 'Prometheus cannot read it' },
      { name: 'theirs.yaml', why: '1:9: no node' },
    ]);
  });

  it('are told no more once they are gone, or one of the name is back', async () => {
    await setAside('theirs.yaml', '1:9: no node');
    await setAside('others.yaml', '1:9: no node');
    await writeFile(join(rules, 'others.yaml'), 'groups: []');
    expect(await folder.files()).toEqual([{ name: 'theirs.yaml', why: '1:9: no node' }]);
    await rm(join(`${rules}-set-aside`, `theirs.yaml.${TIME}`));
    expect(await folder.files()).toEqual([]);
  });
});
