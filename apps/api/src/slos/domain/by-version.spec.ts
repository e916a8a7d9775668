import { describe, expect, it } from '@jest/globals';
import { byVersion } from './by-version.js';

const row = {
  id: '1',
  version: 2,
  updatedAt: new Date('2026-03-02T12:00:00Z'),
  documentJson: 'before',
};
const remembering = (max: number) => {
  const made: string[] = [];
  const of = byVersion(max, ({ documentJson }) => {
    made.push(documentJson);
    return documentJson.toUpperCase();
  });
  return { made, of };
};

describe('what is made of a document', () => {
  it('is made once for each version', () => {
    const { made, of } = remembering(5);
    expect([of(row), of({ ...row }), of({ ...row, version: 3, documentJson: 'after' })]).toEqual([
      'BEFORE',
      'BEFORE',
      'AFTER',
    ]);
    expect(made).toEqual(['before', 'after']);
  });

  it.each([
    ['of another SLO', { id: '2' }],
    // A restored database counts its versions again: only the time of the change tells them apart.
    ['of the same version, written at another time', { updatedAt: new Date(0) }],
  ])('is made anew %s', (_, other) => {
    const { of } = remembering(5);
    of(row);
    expect(of({ ...row, ...other, documentJson: 'restored' })).toBe('RESTORED');
  });

  it('is forgotten when there is too much of it', () => {
    const { made, of } = remembering(2);
    for (const id of ['1', '2', '3', '1']) of({ ...row, id });
    expect(made).toHaveLength(4);
  });
});
