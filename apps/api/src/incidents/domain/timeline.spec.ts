import { describe, expect, it } from '@jest/globals';
import {
  brokenAt,
  chained,
  isLapse,
  peopleIn,
  TIMELINE_START,
  type TimelineEvent,
} from './timeline.js';

const at = new Date('2026-03-02T12:00:00.123Z');
const anna = { kind: 'user', id: 'u-1', name: 'Anna' } as const;
const entry = (kind: string, data = {}) => ({ kind, actor: anna, data });
const all = chained('i-1', TIMELINE_START, [entry('a'), entry('b', { n: 1 }), entry('c')], at);
const [one, two, three] = all as [TimelineEvent, TimelineEvent, TimelineEvent];

describe('the people of a timeline', () => {
  it('are those whom its entries name by id, once each', () => {
    const paged = (...users: unknown[]) => entry('paged', { people: users });
    const entries = [
      entry('noted', { text: 'people' }),
      paged({ user: 'u-2', methods: 1 }, { user: 'u-3', methods: 2 }),
      paged({ user: 'u-3', methods: 1 }),
    ];
    expect(peopleIn(entries)).toEqual(['u-2', 'u-3']);
  });

  it('are nobody where an older or newer entry says it otherwise', () => {
    const odd = [null, 'all', { all: true }, [null, 'u-1', 7, { user: 3 }]];
    expect(peopleIn(odd.map((people) => entry('paged', { people })))).toEqual([]);
  });
});

describe('a timeline', () => {
  it('numbers its entries and links each to the one before', () => {
    expect(all.map(({ seq, kind }) => [seq, kind])).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
    ]);
    expect(all.map(({ previousHash }) => previousHash)).toEqual([
      TIMELINE_START.hash,
      one.hash,
      two.hash,
    ]);
    expect(brokenAt(all, three)).toBeNull();
    expect(brokenAt([], TIMELINE_START)).toBeNull();
  });

  it('goes on where it ended', () => {
    const more = chained('i-1', three, [entry('d')], new Date(at.getTime() + 1));
    expect(brokenAt([...all, ...more], more[0] ?? three)).toBeNull();
  });

  it('holds after a trip through the database, whatever somebody wrote', () => {
    const hostile = { text: 'a\0b\ud83d', none: undefined, when: at, list: [undefined] };
    const written = chained('i-1', TIMELINE_START, [entry('note', hostile)], at);
    const read = written.map((event) => ({
      ...event,
      data: JSON.parse(JSON.stringify(event.data)) as Record<string, unknown>,
    }));
    expect(read[0]?.data).toEqual({
      text: 'a\ufffdb\ufffd',
      when: '2026-03-02T12:00:00.123Z',
      list: [null],
    });
    expect(brokenAt(read, written[0] ?? TIMELINE_START)).toBeNull();
  });

  it.each<[string, number, TimelineEvent[], TimelineEvent]>([
    ['an edited entry', 2, [one, { ...two, data: { n: 2 } }, three], three],
    ['another name', 1, [{ ...one, actor: { ...anna, name: 'Bert' } }, two, three], three],
    ['another time', 3, [one, two, { ...three, at: new Date(0) }], three],
    ['another kind', 1, [{ ...one, kind: 'x' }, two, three], three],
    ['an entry that is gone', 2, [one, three], three],
    ['an entry that is gone at the end', 3, [one, two], three],
    ['entries in another order', 1, [two, one, three], three],
    ['an entry of another incident', 1, [{ ...one, incidentId: 'i-2' }], one],
    ['an entry more than the incident knows of', 4, all, two],
    ['an entry written anew', 3, [one, ...chained('i-1', one, [entry('x')], at)], two],
  ])('shows %s', (_, broken, events, head) => {
    expect(brokenAt(events, head)).toBe(broken);
  });
});

describe('an acknowledgement', () => {
  it.each([
    ['unacknowledged', { because: 'acknowledge-timeout' }, true],
    ['unacknowledged', {}, false],
    ['acknowledged', { because: 'acknowledge-timeout' }, false],
  ])('%s with %j lapsed: %s', (kind, data, lapsed) => {
    expect(isLapse({ kind, data })).toBe(lapsed);
  });
});
