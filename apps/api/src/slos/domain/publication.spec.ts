import { describe, expect, it } from '@jest/globals';
import {
  differs,
  isRefused,
  isWaiting,
  publicationOf,
  refusal,
  type PublishableSlo,
} from './publication.js';

const slo = (changes: Partial<PublishableSlo> = {}) =>
  ({
    id: 'a',
    version: 3,
    publishedVersion: 2,
    refusedVersion: null,
    refusedBy: null,
    rulesState: 'pending',
    rulesMessage: null,
    updatedAt: new Date(0),
    deleted: false,
    ...changes,
  }) as PublishableSlo;

describe('what is known of a version', () => {
  it.each([
    ['nothing yet', {}, [false, true]],
    ['an earlier one was refused', { refusedVersion: 2 }, [false, true]],
    ['it was refused', { refusedVersion: 3 }, [true, false]],
    ['it was refused, and deleted', { refusedVersion: 3, deleted: true }, [false, false]],
    ['it is published', { publishedVersion: 3 }, [false, false]],
  ])('%s', (_, changes, [refused, waiting]) => {
    expect([isRefused(slo(changes)), isWaiting(slo(changes))]).toEqual([refused, waiting]);
  });
});

describe('a publication', () => {
  const words = 'Prometheus refuses the rules: parse error';
  const refusedRow = { refusedVersion: 3, refusedBy: '2.42.0', rulesState: 'failed' } as const;
  const loaded = { ...publicationOf(slo(), 'published', null), outcome: 'loaded' } as const;
  const waits = { ...publicationOf(slo(), 'pending', words), outcome: 'waiting' } as const;

  it('of a refusal says who refused', () => {
    expect(refusal(slo(), words, '2.42.0')).toEqual({
      id: 'a',
      version: 3,
      state: 'failed',
      message: words,
      outcome: 'refused',
      by: '2.42.0',
    });
  });

  it.each([
    ['of no row', loaded, { id: 'b' }, false],
    ['of what is refused anew', refusal(slo(), words, '2.42.0'), {}, true],
    [
      'of what the row says',
      refusal(slo(), words, '2.42.0'),
      { ...refusedRow, rulesMessage: words },
      false,
    ],
    [
      'of another version that refuses',
      refusal(slo(), words, '2.55.1'),
      { ...refusedRow, rulesMessage: words },
      true,
    ],
    [
      'of other words',
      refusal(slo(), 'other', '2.42.0'),
      { ...refusedRow, rulesMessage: words },
      true,
    ],
    ['of what is loaded now', loaded, { rulesState: 'published' }, true],
    ['of what is loaded already', loaded, { publishedVersion: 3, rulesState: 'published' }, false],
    [
      'of what was refused and is loaded',
      loaded,
      { publishedVersion: 3, refusedVersion: 3, rulesState: 'published' },
      true,
    ],
    ['of what waits for another reason', waits, {}, true],
    ['of what waits for the same reason', waits, { rulesMessage: words }, false],
  ] as const)('%s says something new: %#', (_, publication, changes, isNew) => {
    expect(differs(publication, [slo(changes)])).toBe(isNew);
  });
});
