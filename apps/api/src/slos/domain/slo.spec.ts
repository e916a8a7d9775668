import { describe, expect, it } from '@jest/globals';
import type { SloDocument } from '#slo';
import { systemScope } from '../../platform/kernel/scope.js';
import { assertMayWriteSlo, attributesOf, changedSlo, newSlo } from './slo.js';

const document: SloDocument = {
  apiVersion: 'leitstand/v1',
  kind: 'SLO',
  metadata: { name: 'api', labels: { a: '1', b: '2' } },
  spec: {
    subject: 'shop',
    target: '99.9',
    window: { rolling: '30d' },
    indicator: { ratio: { total: 't', bad: 'b' } },
  },
};
const place = { subjectId: 'j-1', team: null, territory: 'DE' };
const then = new Date(0);
const now = new Date(1000);
const slo = newSlo('s-1', document, place, then);
const changed = (spec: Partial<SloDocument['spec']>) =>
  changedSlo(slo, { ...document, spec: { ...document.spec, ...spec } }, place, now);

describe('a change of an SLO', () => {
  it('is none when only the order of fields differs', () => {
    const reordered = { ...document, metadata: { labels: { b: '2', a: '1' }, name: 'api' } };
    expect(changedSlo(slo, reordered, place, now)).toBe(slo);
  });

  it.each<[string, Partial<SloDocument['spec']>, number]>([
    ['target', { target: '99' }, 1],
    ['window', { window: { calendar: 'month', timeZone: 'Europe/Berlin' } }, 1],
    ['indicator', { indicator: { ratio: { total: 't', bad: 'other' } } }, 2],
    ['birth mode', { birth: 'zero' }, 2],
  ])('of its %s is a new version', (_, spec, indicatorRevision) => {
    expect(changed(spec)).toMatchObject({
      version: 2,
      indicatorRevision,
      createdAt: then,
      updatedAt: now,
    });
  });

  it('knows sample objects by their label', () => {
    expect(slo.sample).toBe(false);
    expect(
      newSlo(
        's-2',
        { ...document, metadata: { name: 'x', labels: { sample: 'true' } } },
        place,
        now,
      ).sample,
    ).toBe(true);
  });
});

describe('the rules over attributes', () => {
  it('look at the territory of an SLO and at its labels', () => {
    const labels = { 'data-class': 'personal', 'managed-by': 'git' };
    const labelled = { ...document, metadata: { name: 'api', labels } };
    expect(attributesOf({ territory: 'DE', document: labelled })).toEqual({
      territory: 'DE',
      dataClass: 'personal',
      managedBy: 'git',
    });
    expect(
      attributesOf({ territory: 'DE', document: { ...document, metadata: { name: 'a' } } }),
    ).toEqual({ territory: 'DE', dataClass: null, managedBy: null });
  });

  it('hold what there is and what shall be', () => {
    const scope = systemScope('seed', ['DE']);
    const abroad = { ...slo, territory: 'CH' };
    expect(() => assertMayWriteSlo(scope, null, slo)).not.toThrow();
    expect(() => assertMayWriteSlo(scope, slo, null)).not.toThrow();
    const message = 'You may not write this slo in CH.';
    expect(() => assertMayWriteSlo(scope, abroad, slo)).toThrow(message);
    expect(() => assertMayWriteSlo(scope, slo, abroad)).toThrow(message);
  });
});
