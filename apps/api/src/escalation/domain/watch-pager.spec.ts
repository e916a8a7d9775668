import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  lookAgain,
  newerEpisode,
  told,
  viewOf,
  watchPager,
  type PagerEpisode,
  type PagerLook,
  type PagerView,
  type PagerWord,
  type Watch,
} from './watch-pager.js';

const NOON = Date.parse('2026-03-02T12:00:00Z');
const at = (seconds: number) => new Date(NOON + seconds * 1000);
const fine: PagerView = { troubles: [], isSettled: true };
const wrong = (seconds: number): PagerView => ({
  troubles: [{ code: 'late', seconds }],
  isSettled: true,
});
const FINE: PagerLook = { oldestDue: 0, silence: 1, down: [] };
const EVERY = 5;

/** A process that looks every five seconds, and whose messages arrive at once. */
function story(
  look: (second: number) => PagerLook,
  seconds: number,
  inTrouble: (second: number) => unknown = () => undefined,
) {
  const words: [second: number, word: PagerWord][] = [];
  let watch: Watch | null = null;
  let episode: PagerEpisode | null = null;
  let ids = 0;
  for (let second = 0; second <= seconds; second += EVERY) {
    watch = lookAgain(watch, look(second), at(second));
    const view = viewOf(look(second), watch, at(second));
    if (view.troubles.length > 0) inTrouble(second);
    const decision = watchPager(view, episode, at(second), () => `e${(ids += 1)}`);
    episode = decision.episode;
    if (decision.tell === null || episode === null) continue;
    words.push([second, decision.tell]);
    episode = told(episode, decision.tell, at(second));
  }
  return words;
}

/** Trouble from one second to another, fine before and after. */
const between =
  (from: number, to: number, look: (since: number) => PagerLook) => (second: number) =>
    second >= from && second < to ? look(second - from) : FINE;
const late = (since: number): PagerLook => ({ ...FINE, oldestDue: since });
const unreadable = (): PagerLook => ({ oldestDue: null, silence: null, down: [] });
const silent = (since: number): PagerLook => ({ ...FINE, silence: since });

const down = (since: number): PagerLook => ({ ...FINE, down: [{ part: 'rules', seconds: since }] });

describe('what keeps pages from going out', () => {
  const watch: Watch = { since: at(-600), lookedAt: at(0), readAt: at(0) };
  it.each<[string, PagerLook, Watch, string[]]>([
    ['nothing', FINE, watch, []],
    ['due for fifteen seconds', late(15), watch, []],
    ['due for longer', late(15.1), watch, ['late']],
    ['due for long when we began to watch', late(7200), { ...watch, since: at(-15) }, []],
    ['still due after we watched', late(7200), { ...watch, since: at(-16) }, ['late']],
    ['not read for fifteen seconds', unreadable(), { ...watch, readAt: at(-15) }, []],
    ['not read for longer', unreadable(), { ...watch, readAt: at(-16) }, ['unreadable']],
    ['the other one starts again', silent(60), watch, []],
    ['the other one is silent', silent(61), watch, ['silent']],
    ['the other one never said anything', { ...FINE, silence: null }, watch, ['silent']],
    [
      'the other one has not started yet, as we had not a minute ago',
      { ...FINE, silence: null },
      { ...watch, since: at(-60) },
      [],
    ],
    ['rules are away as long as a start takes', down(180), watch, []],
    ['rules stay away', down(181), watch, ['down']],
    ['rules were away when we began to watch', down(7200), { ...watch, since: at(-180) }, []],
    ['both', { ...FINE, oldestDue: 20, silence: 70 }, watch, ['late', 'silent']],
  ])('%s', (_, look, seen, codes) => {
    expect(viewOf(look, seen, at(0)).troubles.map(({ code }) => code)).toEqual(codes);
  });

  it('says for how long rows have been due, also where nobody watched', () => {
    expect(viewOf(late(7200), watch, at(0)).troubles).toEqual([{ code: 'late', seconds: 7200 }]);
  });
});

describe('a process that watches', () => {
  it('watches anew after it slept, or its clock was set', () => {
    const before: Watch = { since: at(-600), lookedAt: at(0), readAt: at(-10) };
    expect(lookAgain(before, FINE, at(10))).toEqual({
      ...before,
      lookedAt: at(10),
      readAt: at(10),
    });
    for (const now of [at(28_800), at(-3600)])
      expect(lookAgain(before, unreadable(), now)).toEqual({
        since: now,
        lookedAt: now,
        readAt: now,
      });
  });

  it('remembers when it could last read', () => {
    const before: Watch = { since: at(-600), lookedAt: at(0), readAt: at(-10) };
    expect(lookAgain(before, unreadable(), at(5)).readAt).toEqual(at(-10));
  });
});

describe('what the operators are told', () => {
  it.each<[string, (since: number) => PagerLook, number]>([
    ['a page that waits', late, 20],
    ['rules that stay away', down, 185],
    ['a database that does not answer', unreadable, 15],
    ['a process that is silent', silent, 65],
  ])('%s: at once, and once that it is over', (_, look, first) => {
    expect(story(between(100, 300, look), 1000)).toEqual([
      [100 + first, 'trouble'],
      [360, 'over'],
    ]);
  });

  it('again every half hour, however long it lasts', () => {
    expect(story(between(100, 4000, late), 5000)).toEqual([
      [120, 'trouble'],
      [1920, 'still'],
      [3720, 'still'],
      [4060, 'over'],
    ]);
  });

  it('one time of trouble, whatever it changes into', () => {
    const look = (since: number) => (since < 100 ? late(since) : unreadable());
    expect(story(between(0, 300, look), 1000)).toEqual([
      [20, 'trouble'],
      [360, 'over'],
    ]);
  });

  it('nothing of a moment between two times of trouble', () => {
    const look = (second: number) => (second >= 200 && second < 240 ? FINE : late(second));
    expect(story(look, 1000)).toEqual([[20, 'trouble']]);
  });

  it('that it is over only after a quarter of an hour where it comes back', () => {
    const look = (second: number) =>
      second < 100 || (second >= 200 && second < 300) ? late(second) : FINE;
    expect(story(look, 3000)).toEqual([
      [20, 'trouble'],
      [160, 'over'],
      [200, 'trouble'],
      [1200, 'over'],
    ]);
  });

  it('nothing that is over before anybody was told', () => {
    const episode: PagerEpisode = {
      id: 'e',
      since: at(0),
      told: 0,
      toldAt: null,
      fineSince: at(30),
      flapping: false,
      endedAt: null,
    };
    expect(watchPager(fine, episode, at(90), () => 'f')).toEqual({
      episode: { ...episode, endedAt: at(90) },
      tell: null,
    });
  });

  it('not that it is over before whoever began to watch meanwhile can know', () => {
    const first = watchPager(wrong(20), null, at(0), () => 'e').episode;
    const live = first && told(first, 'trouble', at(0));
    expect(live).not.toBeNull();
    const begun: Watch = { since: at(100), lookedAt: at(100), readAt: at(100) };
    const decide = (second: number) =>
      watchPager(viewOf(silent(second), begun, at(second)), live, at(second), () => 'f');
    expect(decide(105).episode?.fineSince).toBeNull();
    expect(decide(160).episode?.fineSince).toBeNull();
    expect(viewOf(silent(161), begun, at(161)).troubles).toHaveLength(1);
  });

  it('until somebody takes it: a message that was not taken is told at the next look', () => {
    const first = watchPager(wrong(20), null, at(0), () => 'e');
    const second = watchPager(wrong(25), first.episode, at(5), () => 'f');
    expect([first.tell, second.tell]).toEqual(['trouble', 'trouble']);
    expect(second.episode?.id).toBe('e');
  });
});

/** Trouble and calm by turns, each for some looks. */
const turns = fc.array(
  fc.record({
    look: fc.constantFrom<(since: number) => PagerLook>(late, unreadable, silent, () => FINE),
    looks: fc.oneof(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 5, max: 20 })),
  }),
  { minLength: 1, maxLength: 30, size: 'max' },
);

function looksOf(all: readonly { look: (since: number) => PagerLook; looks: number }[]) {
  const list = all.flatMap(({ look, looks }) =>
    Array.from({ length: looks }, (_, i) => look(i * EVERY)),
  );
  return { list, seconds: (list.length - 1) * EVERY };
}

describe('whatever happens', () => {
  it('trouble is told in time, never more than nine times an hour, and its end once', () => {
    fc.assert(
      fc.property(turns, (all) => {
        const { list, seconds } = looksOf(all);
        const words = story((second) => list[second / EVERY] ?? FINE, seconds);
        const inAnHour = ([second]: (typeof words)[number]) =>
          words.filter(([other]) => other > second - 3600 && other <= second).length;
        expect(Math.max(0, ...words.map(inAnHour))).toBeLessThanOrEqual(9);
        // Each end follows a word of trouble, and between two ends there is one.
        const said = words.map(([, word]) => word[0]).join('');
        expect(said).toMatch(/^(ts*o)*(ts*)?$/);
      }),
    );
  });

  it('whenever there is trouble, the last word is no older than half an hour, and not that it is over', () => {
    fc.assert(
      fc.property(turns, (all) => {
        const { list, seconds } = looksOf(all);
        const troubled: number[] = [];
        const words = story(
          (second) => list[second / EVERY] ?? FINE,
          seconds,
          (second) => troubled.push(second),
        );
        let heard = 0;
        const untold = troubled.filter((second) => {
          while ((words[heard]?.[0] ?? Infinity) <= second) heard += 1;
          const [when = -Infinity, word = 'over'] = words[heard - 1] ?? [];
          return word === 'over' || second - when >= 1800;
        });
        expect(untold).toEqual([]);
      }),
    );
  });
});

describe('two processes', () => {
  const kept = watchPager(wrong(20), null, at(0), () => 'kept').episode;
  const own = watchPager(wrong(20), null, at(0), () => 'own').episode;
  if (kept === null || own === null) throw new Error('no episodes');
  const ended = (one: PagerEpisode) => told(one, 'over', at(60));
  it.each<[string, PagerEpisode | null, PagerEpisode | null, PagerEpisode | null]>([
    ['nothing', null, null, null],
    ['what another one began counts', kept, null, kept],
    ['what is kept counts over what we began beside it', kept, own, kept],
    ['what we began while the database was away is kept', null, own, own],
    ['also after an older one', ended(kept), own, own],
    ['ours is over, since somebody ended it', ended(own), own, ended(own)],
    [
      'what we told while the database was away counts',
      own,
      told(own, 'trouble', at(9)),
      told(own, 'trouble', at(9)),
    ],
    ['both are over', ended(kept), ended(own), ended(kept)],
  ])('%s', (_, stored, remembered, counts) => {
    expect(newerEpisode(stored, remembered)).toEqual(counts);
  });
});
