import { describe, expect, it } from '@jest/globals';
import { fleetSeen, publicationSeen, type RulesSeen } from './loaded-rules.js';
import type { PublishableSlo } from './publication.js';
import { FLEET_FILE, sloFile, textHash, type LoadedGroup } from './rule-files.js';

const slo = (changes: Partial<PublishableSlo> = {}) =>
  ({
    id: 'a',
    slug: 'shop',
    version: 3,
    publishedVersion: 2,
    refusedVersion: null,
    refusedBy: null,
    rulesState: 'pending',
    rulesMessage: null,
    deleted: false,
    ...changes,
  }) as PublishableSlo;

const file = sloFile('shop');
const entry = (loaded: string | null, written: string | null = null) => ({
  territory: 'DE',
  loaded: textHash(loaded),
  suspect: null,
  written: written === null ? null : textHash(written),
});
const wanted = (text: string) => ({ text, hash: textHash(text), territory: 'DE' });
const compiled = (text: string) => ({ hash: textHash(text), groups: ['leitstand-slo-shop'] });
const groups = new Map<string, LoadedGroup>([
  [
    'leitstand-slo-shop',
    { name: 'leitstand-slo-shop', file, rules: [{ name: 'x', health: 'ok' }] },
  ],
]);

/** What a pass saw that found everything loaded. */
const seen = (changes: Partial<RulesSeen> = {}): RulesSeen => ({
  slos: [slo()],
  known: new Map([[file, entry('new')]]),
  wanted: new Map([[file, wanted('new')]]),
  faults: new Map(),
  grown: new Map(),
  groups,
  fleet: { state: 'published', message: null },
  ...changes,
});

describe('how publishing an SLO went', () => {
  it('is published once its file is loaded and evaluated, unless the shared rules are not', () => {
    expect(publicationSeen(slo(), compiled('new'), seen())).toMatchObject({
      version: 3,
      state: 'published',
      outcome: 'loaded',
    });
    const fleet = { state: 'failed', message: 'no' } as const;
    expect(publicationSeen(slo(), compiled('new'), seen({ fleet }))).toMatchObject(fleet);
  });

  it('is not decided while another text is loaded', () => {
    expect(publicationSeen(slo(), compiled('newer'), seen())).toBeNull();
  });

  it('is not decided by what is loaded of an earlier version where the present one has a fault', () => {
    const faults = new Map([[file, 'cannot be compiled']]);
    expect(publicationSeen(slo(), compiled('new'), seen({ faults }))).toBeNull();
  });

  it('of a deleted one is done once its file is gone, and only if the pass knew that it was deleted', () => {
    const deleted = slo({ deleted: true });
    const gone = { known: new Map(), wanted: new Map() };
    expect(publicationSeen(deleted, null, seen({ ...gone, slos: [deleted] }))).toMatchObject({
      state: 'published',
      outcome: 'loaded',
    });
    expect(
      publicationSeen(deleted, null, seen({ wanted: gone.wanted, slos: [deleted] })),
    ).toBeNull();
    expect(publicationSeen(deleted, null, seen({ slos: [slo()] }))).toBeNull();
  });

  it('stays refused while what is loaded is an earlier text', () => {
    const refused = slo({
      refusedVersion: 3,
      rulesState: 'failed',
      rulesMessage: 'no',
      refusedBy: '3',
    });
    expect(publicationSeen(refused, compiled('newer'), seen())).toMatchObject({
      state: 'failed',
      message: 'no',
      outcome: 'refused',
      by: '3',
    });
  });
});

describe('how the file does that all SLOs share', () => {
  const files = (loaded: string | null, written: string | null) => ({
    known: new Map([[FLEET_FILE, entry(loaded, written)]]),
    wanted: new Map([[FLEET_FILE, wanted('new')]]),
    groups: new Map([
      ['fleet', { name: 'fleet', file: FLEET_FILE, rules: [{ name: 'x', health: 'ok' }] }],
    ]),
    fleetFault: null,
  });

  it('goes on with the one before while the new one waits to be read', () => {
    expect(fleetSeen(['fleet', 'more'], files('old', 'new')).state).toBe('published');
    expect(fleetSeen(['fleet', 'more'], files('new', null)).state).toBe('failed');
  });

  it('waits where none was loaded yet, or says why it is refused', () => {
    expect(fleetSeen(['fleet'], files(null, 'new')).state).toBe('pending');
    expect(fleetSeen(['fleet'], { ...files('old', null), fleetFault: 'no' })).toEqual({
      state: 'failed',
      message: 'Of the rules that all objectives share: no',
    });
  });
});
