import { describe, expect, it } from '@jest/globals';
import {
  fileChanges,
  isOurs,
  judgeGroups,
  sloFile,
  textHash,
  type LoadedGroup,
  inTurns,
} from './rule-files.js';

const group = (name: string, ...rules: [health: string, lastError?: string][]): LoadedGroup => ({
  name,
  file: `${name}.yaml`,
  rules: rules.map(([health, lastError]) => ({
    name: 'leitstand:slo_total:inc30s',
    health,
    lastError,
  })),
});

const known = (loaded: string | null, suspect: string | null = null) => ({
  territory: 'DE',
  loaded: textHash(loaded),
  suspect,
});
const wanted = (text: string) => ({ text, territory: 'DE' });

describe('what Prometheus still has to load', () => {
  it('is what differs from what it has loaded, and what is gone; what it refused stays as it was', () => {
    const before = new Map([
      ['leitstand-slo-a.yaml', known('old')],
      ['leitstand-slo-b.yaml', known('same')],
      ['leitstand-slo-c.yaml', known('gone')],
      ['leitstand-slo-d.yaml', known('refused before')],
      ['leitstand-slo-e.yaml', known(null, textHash('never loaded'))],
    ]);
    const after = new Map([
      ['leitstand-slo-a.yaml', wanted('new')],
      ['leitstand-slo-b.yaml', wanted('same')],
      ['leitstand-slo-d.yaml', wanted('refused')],
      ['leitstand-fleet.yaml', wanted('fleet')],
    ]);
    const changes = fileChanges(before, after, new Set(['leitstand-slo-d.yaml']));
    expect(changes.map(({ file, text }) => [file, text])).toEqual([
      ['leitstand-slo-a.yaml', 'new'],
      ['leitstand-fleet.yaml', 'fleet'],
      ['leitstand-slo-c.yaml', null],
    ]);
    expect(changes.map(({ text, hash }) => hash === textHash(text))).toEqual([true, true, true]);
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
    const verdict = judgeGroups(['g'], new Map(loaded.map((one) => [one.name, one])));
    expect(verdict.state).toBe(state);
    if (message === null) expect(verdict.message).toBeNull();
    else expect(verdict.message).toMatch(message);
  });
});

describe('changes of several territories', () => {
  it('take turns, what is shared first, each in its order', () => {
    const change = (file: string, territory: string | null) => ({
      file,
      territory,
      text: '',
      hash: '',
    });
    const changes = [
      ...['a', 'b', 'c'].map((file) => change(file, 'DE')),
      change('fleet', null),
      ...['x', 'y'].map((file) => change(file, 'CH')),
    ];
    expect(inTurns(changes).map(({ file }) => file)).toEqual(['fleet', 'a', 'x', 'b', 'y', 'c']);
  });
});
