import { describe, expect, it } from '@jest/globals';
import { pendingReferencesIn, headsOf } from './document-heads.js';

describe('heads of documents', () => {
  const kinds = [{ kind: 'Team' }, { kind: 'Subject' }];
  const document = (kindName: string, name: string, index: number) => ({
    index,
    value: { kind: kindName, metadata: { name } },
  });

  it('are sorted so that what is referred to comes first, whatever the order of the request', () => {
    const heads = headsOf(
      [document('Subject', 'b', 0), document('Subject', 'a', 1), document('Team', 'z', 2)],
      kinds,
    );
    expect(heads.map(({ name }) => name)).toEqual(['z', 'a', 'b']);
    expect(pendingReferencesIn(heads)).toEqual({
      teams: new Set(['z']),
      environments: new Set(),
      subjects: new Set(['a', 'b']),
    });
  });

  it('tell of unknown kinds, of documents about the same thing and of no document at all', () => {
    const heads = headsOf(
      [
        document('Team', 'a', 0),
        document('Team', 'a', 1),
        document('Poem', 'x', 2),
        { index: 3, value: 'words' },
        { index: 4, value: null },
      ],
      kinds,
    );
    const faults = new Map(heads.map(({ index, faults: [fault] }) => [index, fault?.code ?? null]));
    expect([...faults].sort(([a], [b]) => a - b)).toEqual([
      [0, null],
      [1, 'duplicate'],
      [2, 'unknown-kind'],
      [3, 'unknown-kind'],
      [4, 'unknown-kind'],
    ]);
  });
});
