import { describe, expect, it } from '@jest/globals';
import { fileChanges, isOurs, judgeGroups, sloFile, type LoadedGroup } from './rule-files.js';

const group = (name: string, ...rules: [health: string, lastError?: string][]): LoadedGroup => ({
  name,
  file: `${name}.yaml`,
  rules: rules.map(([health, lastError]) => ({
    name: 'leitstand:slo_total:inc30s',
    health,
    lastError,
  })),
});

describe('what has to happen to the rules folder', () => {
  it('writes what differs, deletes what is gone, leaves the files of others alone', () => {
    const present = new Map([
      ['leitstand-slo-a.yaml', 'old'],
      ['leitstand-slo-b.yaml', 'same'],
      ['leitstand-slo-c.yaml', 'gone'],
      ['theirs.yaml', 'x'],
    ]);
    const wanted = new Map([
      ['leitstand-slo-a.yaml', 'new'],
      ['leitstand-slo-b.yaml', 'same'],
      ['leitstand-fleet.yaml', 'fleet'],
    ]);
    expect(fileChanges(present, wanted)).toEqual([
      { file: 'leitstand-slo-a.yaml', before: 'old', after: 'new' },
      { file: 'leitstand-fleet.yaml', before: null, after: 'fleet' },
      { file: 'leitstand-slo-c.yaml', before: 'gone', after: null },
    ]);
  });

  it('knows its own files', () => {
    expect(
      [sloFile('api'), 'leitstand-fleet.yaml', 'theirs.yaml', '.leitstand-slo-api.yaml.7.new'].map(
        isOurs,
      ),
    ).toEqual([true, true, false, false]);
  });
});

describe('how the server does with the rules of an objective', () => {
  it.each<[string, LoadedGroup[], string, RegExp | null]>([
    ['loaded and evaluated', [group('g', ['ok'], ['ok'])], 'published', null],
    [
      'loaded, not evaluated yet',
      [group('g', ['ok'], ['unknown'])],
      'pending',
      /not evaluated yet/,
    ],
    ['failing', [group('g', ['ok'], ['err', 'many-to-many matching'])], 'failed', /many-to-many/],
    ['not loaded', [group('other', ['ok'])], 'failed', /has not loaded g/],
  ])('%s', (_, loaded, state, message) => {
    const verdict = judgeGroups(['g'], loaded);
    expect(verdict.state).toBe(state);
    if (message === null) expect(verdict.message).toBeNull();
    else expect(verdict.message).toMatch(message);
  });
});
