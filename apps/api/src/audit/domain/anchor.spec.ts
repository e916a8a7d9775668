import { describe, expect, it } from '@jest/globals';
import { anchorLine, anchorOf, readAnchors, standingAnchors, type Anchor } from './anchor.js';

const KEY = 'k'.repeat(32);
const AT = new Date('2026-03-02T12:00:00Z');

/** Anchors of these events, each over the one before it, as they stand in their file. */
function written(...seqs: number[]): string[] {
  const anchors: Anchor[] = [];
  for (const seq of seqs)
    anchors.push(
      anchorOf({ seq, hash: `${seq}`.repeat(64) }, AT, anchors.at(-1)?.mac ?? null, KEY),
    );
  return anchors.map(anchorLine);
}

const told = (lines: readonly string[], key = KEY) => {
  const { anchors, damaged } = readAnchors(lines, key);
  return { events: anchors.map(({ seq }) => seq), damaged };
};

describe('anchors', () => {
  const lines = written(3, 5, 8);
  const [first = '', second = '', third = ''] = lines;

  it('are read as they were written', () => {
    expect(told(lines)).toEqual({ events: [3, 5, 8], damaged: [] });
    expect(readAnchors(lines, KEY).anchors[1]).toMatchObject({
      at: AT,
      chain: 'instance',
      seq: 5,
      line: 2,
    });
  });

  it.each([
    ['a line was changed', [first, second.replace(' 5 ', ' 6 '), third], [3, 8], [2]],
    ['a line is gone', [first, third], [3], [2]],
    ['the first line is gone', [second, third], [8], [1]],
    ['two lines changed places', [second, first, third], [], [1, 2, 3]],
    ['a line is none', [first, 'anything', second], [3], [2, 3]],
  ])('tell where %s', (_, found, events, damaged) => {
    expect(told(found)).toEqual({ events, damaged });
  });

  it('of another key are none of ours', () => {
    expect(told(lines, 'x'.repeat(32))).toEqual({ events: [], damaged: [1, 2, 3] });
  });
});

describe('anchors that somebody has acknowledged', () => {
  const trail = readAnchors([...written(3, 5, 8), 'anything'], KEY);
  const mark = { lines: 4, mac: 'anything' };
  const standing = (acknowledged: Parameters<typeof standingAnchors>[1]) => {
    const { anchors, damaged } = standingAnchors(trail, acknowledged);
    return { events: anchors.map(({ seq }) => seq), damaged };
  };

  it('count up to the event that was the last one then, and no further', () => {
    expect(standing([])).toEqual({ events: [3, 5, 8], damaged: [4] });
    expect(standing([{ mark, upTo: 5 }])).toEqual({ events: [3, 5], damaged: [] });
    expect(standing([{ mark, upTo: 4 }])).toEqual({ events: [3], damaged: [] });
  });

  it('are those up to the line that was the last one then', () => {
    const later = readAnchors([...written(3, 5), ...written(8)], KEY);
    const upToSecond = { mark: { lines: 2, mac: later.macs[1] ?? null }, upTo: 3 };
    const { anchors, damaged } = standingAnchors(later, [upToSecond]);
    expect([anchors.map(({ seq }) => seq), damaged]).toEqual([[3], [3]]);
  });

  it('are none where another line stands at the mark: what was looked at is not what is there', () => {
    const other = { mark: { lines: 4, mac: 'another' }, upTo: 0 };
    expect(standing([other])).toEqual({ events: [3, 5, 8], damaged: [4] });
  });
});
