import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AuditContent, AuditEvent, AuditHead } from './audit-event.js';
import { canonicalJson } from '#contract';
import {
  CHAIN_START,
  GENESIS_HASH,
  MAX_FAULTS,
  endWalk,
  linkHash,
  sealHead,
  walkLink,
  type KnownLink,
  type KnownLinks,
} from './hash-chain.js';

const KEY = 'k'.repeat(32);
/** What is stored already must verify for ever. */
const LINK = '66e0551ffbfe2e991f7c1a7d3adaf28f5828ab6043a28629751e4f5117dc21a0';
const SEAL = 'af85e593f5422650d123daca4de050f78e186a1df25616a7bd3bdc02897ab6f4';

function content(n: number): AuditContent {
  const actor = { kind: 'user', id: `u${n}`, name: 'Ann' } as const;
  return {
    at: new Date(n * 1000),
    actor,
    action: 'slo.changed',
    target: null,
    territory: 'DE',
    reason: null,
    before: null,
    after: { n },
    requestId: null,
    ip: null,
  };
}

function chain(length: number): { events: AuditEvent[]; head: AuditHead } {
  const events: AuditEvent[] = [];
  let hash = GENESIS_HASH;
  for (let seq = 1; seq <= length; seq += 1) {
    const previousHash = hash;
    hash = linkHash(previousHash, content(seq));
    events.push({ ...content(seq), seq, previousHash, hash });
  }
  return { events, head: { seq: length, hash, seal: length ? sealHead(length, hash, KEY) : '' } };
}

const linksOf = (link: KnownLink | null): KnownLinks =>
  new Map(link ? [[link.seq, link.hash]] : []);

function faults(
  events: readonly AuditEvent[],
  head: AuditHead,
  key = KEY,
  remembered: KnownLink | null = null,
) {
  const known = linksOf(remembered);
  const walk = events.reduce((at, event) => walkLink(at, event, known), CHAIN_START);
  return endWalk(walk, head, key, known).faults.map(({ seq, kind }) => [seq, kind]);
}

describe('the chain of audit events', () => {
  it('is whole when nobody touched it, empty or long', () => {
    for (const length of [0, 1, 20]) {
      const { events, head } = chain(length);
      expect(faults(events, head)).toEqual([]);
    }
  });

  it('shows an event whose content was edited', () => {
    const { events, head } = chain(5);
    const edited = events.map((event) =>
      event.seq === 3 ? { ...event, actor: { ...event.actor, name: 'Eve' } } : event,
    );
    expect(faults(edited, head)).toEqual([[3, 'edited']]);
  });

  it('shows an edited event even when its own hash was made to fit', () => {
    const { events, head } = chain(5);
    const forged = events.map((event) => {
      if (event.seq !== 3) return event;
      const changed = { ...event, action: 'slo.deleted' };
      return { ...changed, hash: linkHash(changed.previousHash, changed) };
    });
    expect(faults(forged, head)).toEqual([[4, 'reordered']]);
  });

  it('shows deleted events by their numbers', () => {
    const { events, head } = chain(6);
    expect(
      faults(
        events.filter(({ seq }) => seq !== 2 && seq !== 3),
        head,
      ),
    ).toEqual([[2, 'deleted']]);
  });

  it('shows two events that changed places', () => {
    const { events, head } = chain(4);
    const [one, two, three, four] = events as [AuditEvent, AuditEvent, AuditEvent, AuditEvent];
    const swapped = [one, { ...three, seq: 2 }, { ...two, seq: 3 }, four];
    expect(faults(swapped, head).every(([, kind]) => kind === 'reordered')).toBe(true);
    expect(faults(swapped, head).length).toBeGreaterThan(0);
  });

  it('shows events cut off at the end', () => {
    const { events, head } = chain(6);
    expect(faults(events.slice(0, 4), head)).toEqual([[5, 'truncated']]);
  });

  it('shows a shortened chain whose head was moved back by somebody without the key', () => {
    const { events } = chain(6);
    const last = events[3] as AuditEvent;
    expect(
      faults(events.slice(0, 4), {
        seq: 4,
        hash: last.hash,
        seal: sealHead(4, last.hash, 'wrong key'),
      }),
    ).toEqual([[4, 'truncated']]);
  });

  it('finds any single removal in any chain', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.nat(), (length, pick) => {
        const { events, head } = chain(length);
        const gone = (pick % length) + 1;
        expect(
          faults(
            events.filter(({ seq }) => seq !== gone),
            head,
          ).length,
        ).toBeGreaterThan(0);
      }),
    );
  });
});

describe('what a broken chain is told to be', () => {
  const messages = (
    events: readonly AuditEvent[],
    head: AuditHead,
    remembered: KnownLink | null = null,
  ) => {
    const known = linksOf(remembered);
    const walk = events.reduce((at, event) => walkLink(at, event, known), CHAIN_START);
    return endWalk(walk, head, KEY, known).faults.map(({ message }) => message);
  };
  const without = (events: readonly AuditEvent[], ...gone: number[]) =>
    events.filter(({ seq }) => !gone.includes(seq));
  const { events, head } = chain(6);
  const last = events[4] as AuditEvent;

  it.each<[string, readonly AuditEvent[], AuditHead, KnownLink | null, string]>([
    ['one is gone', without(events, 2), head, null, 'Event 2 is missing.'],
    ['some are gone', without(events, 2, 3, 4), head, null, 'Events 2 to 4 are missing.'],
    ['the end is gone', events.slice(0, 4), head, null, 'Events 5 to 6 are missing at the end.'],
    [
      'one was edited',
      events.map((event) => (event.seq === 2 ? { ...event, reason: 'x' } : event)),
      head,
      null,
      'Event 2 was changed after it was written.',
    ],
    [
      'the seal is not ours',
      events,
      { ...head, seal: 'forged' },
      null,
      'The head of the chain does not carry our seal.',
    ],
    [
      'only the seal is gone',
      events,
      { ...head, seal: '' },
      null,
      'The head of the chain does not carry our seal.',
    ],
    [
      'it was set back',
      chain(4).events,
      chain(4).head,
      { seq: 6, hash: head.hash },
      'Event 6 was verified earlier and is gone: the chain was set back.',
    ],
    [
      'it was set back and written anew',
      events,
      head,
      { seq: 5, hash: 'another' },
      'Event 5 is not the one that was verified earlier: the chain was set back and written anew.',
    ],
    [
      'the head names another last event',
      events,
      { seq: 6, hash: last.hash, seal: sealHead(6, last.hash, KEY) },
      null,
      'The last event is not the one that the head names.',
    ],
  ])('when %s', (_, found, at, known, message) => {
    expect(messages(found, at, known)).toEqual([message]);
  });

  it('when an event does not follow the one before it', () => {
    const forged = { ...last, ...content(9), seq: 3, previousHash: last.hash };
    const moved = { ...forged, hash: linkHash(forged.previousHash, forged) };
    expect(messages([...events.slice(0, 2), moved, ...events.slice(3)], head)).toEqual([
      'Event 3 does not follow the one before it.',
      'Event 4 does not follow the one before it.',
    ]);
  });

  it('is the last event that is at fault when the head names another one', () => {
    const other = { seq: 6, hash: last.hash, seal: sealHead(6, last.hash, KEY) };
    expect(faults(events, other)).toEqual([[6, 'edited']]);
    // a chain that is broken before says so once: its last event differs because of that
    const edited = events.map((event) => (event.seq === 6 ? { ...event, hash: 'x' } : event));
    expect(faults(edited, head)).toEqual([[6, 'edited']]);
  });

  it('has links, seals and a beginning that never change', () => {
    expect(GENESIS_HASH).toBe('0'.repeat(64));
    const filled = { ...content(1), target: { kind: 'slo', id: 's', name: 'S' } as const };
    expect([
      linkHash(GENESIS_HASH, { ...filled, before: { n: 0 } }),
      sealHead(6, 'abc', KEY),
    ]).toEqual([LINK, SEAL]);
  });
});

describe('canonical JSON', () => {
  it('sorts keys, leaves out what is undefined, and writes dates as ISO 8601', () => {
    expect(
      canonicalJson({ b: [2, undefined, null], a: { d: new Date(0), c: undefined, b: 'x' }, B: 1 }),
    ).toBe('{"B":1,"a":{"b":"x","d":"1970-01-01T00:00:00.000Z"},"b":[2,null,null]}');
  });

  it('does not depend on the order of keys and survives a trip through jsonb', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const reversed = (v: unknown): unknown =>
          Array.isArray(v)
            ? v.map(reversed)
            : v && typeof v === 'object'
              ? Object.fromEntries(
                  Object.entries(v)
                    .toReversed()
                    .map(([k, m]) => [k, reversed(m)]),
                )
              : v;
        expect(canonicalJson(reversed(JSON.parse(JSON.stringify(value))))).toBe(
          canonicalJson(value),
        );
      }),
    );
  });

  it('shows that it was set back, seal and all, to whoever remembers a later link', () => {
    const [{ events, head }, shorter] = [chain(6), chain(4)];
    const known = { seq: 6, hash: head.hash };
    expect(faults(events, head, KEY, known)).toEqual([]);
    expect(faults(shorter.events, shorter.head, KEY, known)).toEqual([[6, 'truncated']]);
    const [oneShorter, later] = [chain(5), { seq: 6, hash: head.hash }];
    expect(faults(oneShorter.events, oneShorter.head, KEY, later)).toEqual([[6, 'truncated']]);
    expect(faults(events, head, KEY, { seq: 5, hash: 'another' })).toEqual([[5, 'edited']]);
  });

  it('counts every fault and tells the first of them', () => {
    const { events, head } = chain(MAX_FAULTS + 500);
    const forged = events.map((event) => ({ ...event, action: 'forged' }));
    const walk = endWalk(
      forged.reduce((at, event) => walkLink(at, event), CHAIN_START),
      head,
      KEY,
    );
    expect([walk.faults.length, walk.faultsTotal, walk.faults[0]?.seq]).toEqual([
      MAX_FAULTS,
      MAX_FAULTS + 500,
      1,
    ]);
  });
});
