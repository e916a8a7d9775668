import { describe, expect, it } from '@jest/globals';
import {
  FLEET_FILE,
  REVISION_FILE,
  fileChanges,
  isOurs,
  judgeGroups,
  sloFile,
  textHash,
  type LoadedGroup,
  inTurns,
  withoutOvercome,
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
  written: null,
});
const wanted = (text: string) => ({ text, hash: textHash(text), territory: 'DE' });

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
    expect(['leitstand-revision.yaml', REVISION_FILE].map(isOurs)).toEqual([true, true]);
  });
});

it('the file that names the set is the first that Prometheus reads: it goes by names', () => {
  const names = [FLEET_FILE, sloFile('0'), sloFile('zoo'), REVISION_FILE];
  expect(names.toSorted()[0]).toBe(REVISION_FILE);
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

describe('a storage that could not be written', () => {
  const FULL = 'write to WAL: log samples: write 00000000: no space left on device';
  const at = (seconds: number, one: LoadedGroup): LoadedGroup => ({
    ...one,
    evaluatedAt: new Date(seconds * 1000),
  });
  const ticket = (error: string) => at(60, group('leitstand-ticket', ['ok'], ['err', error]));
  const state = (...loaded: LoadedGroup[]) =>
    judgeGroups(
      ['leitstand-ticket'],
      withoutOvercome(new Map(loaded.map((one) => [one.name, one]))),
    ).state;
  const slo = (seconds: number, health = 'ok') => at(seconds, group('leitstand-slo-a', [health]));

  it.each([
    ['until another group was written to it', 'failed', [ticket(FULL)]],
    ['no longer once one was', 'published', [ticket(FULL), slo(61)]],
    ['where that was before', 'failed', [ticket(FULL), slo(59)]],
    ['where that failed, too', 'failed', [ticket(FULL), slo(61, 'err')]],
    [
      'where the other has nothing to write',
      'failed',
      [ticket(FULL), at(61, group('leitstand-page', ['ok']))],
    ],
    [
      'but a fault of a rule stays one',
      'failed',
      [ticket('many-to-many matching not allowed'), slo(61)],
    ],
    [
      'where the server tells no times',
      'failed',
      [group('leitstand-ticket', ['err', FULL]), slo(61)],
    ],
  ])('is held against a group %s: %s', (_, expected, loaded) => {
    expect(state(...loaded)).toBe(expected);
  });

  it.each(['read-only file system', 'input/output error'])('%s is one, too', (words) => {
    expect(state(ticket(`write data/wal/00000001: ${words}`), slo(61))).toBe('published');
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
