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
} from './hash-chain.js';

const KEY = 'k'.repeat(32);

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

function faults(
  events: readonly AuditEvent[],
  head: AuditHead,
  key = KEY,
  known: KnownLink | null = null,
) {
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

describe('canonical JSON', () => {
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
