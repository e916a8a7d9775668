import { describe, expect, it } from '@jest/globals';
import {
  fingerprintOf,
  groupKeyOf,
  mentionedIn,
  placeAlert,
  type KnownNames,
  type Labels,
  type Placement,
  type SourceRules,
} from './placement.js';

const rules: SourceRules = {
  id: 'source-1',
  territory: 'DE',
  territories: ['DE', 'CH'],
  defaultSubject: 'platform',
  mappings: [
    { label: 'job', value: 'till', subject: 'shop' },
    { label: 'job', value: 'old', subject: 'gone' },
  ],
  severities: {},
};
const known: KnownNames = {
  slos: new Map([['shop-availability', 'shop']]),
  subjects: new Map([
    ['shop', 'CH'],
    ['checkout', 'DE'],
    ['platform', 'DE'],
  ]),
};
const nothing: KnownNames = { slos: new Map(), subjects: new Map() };
const at = (
  slo: string | null,
  subject: string | null,
  territory: string,
  outside = false,
): Placement => ({ slo, subject, territory, outside });

describe('what an alert is about', () => {
  it.each<[string, Labels, KnownNames, Placement]>([
    [
      'its SLO’s subject, whatever else it says',
      { slo: 'shop-availability', service: 'checkout', job: 'old' },
      known,
      at('shop-availability', 'shop', 'CH'),
    ],
    [
      'what the source maps a label to',
      { job: 'till', service: 'checkout' },
      known,
      at(null, 'shop', 'CH'),
    ],
    ['the label service', { service: 'checkout' }, known, at(null, 'checkout', 'DE')],
    [
      'the label, where the mapping leads nowhere',
      { job: 'old', service: 'checkout' },
      known,
      at(null, 'checkout', 'DE'),
    ],
    ['the default of its source', {}, known, at(null, 'platform', 'DE')],
    [
      'the default, where nobody knows the service',
      { service: 'x', slo: 'y' },
      known,
      at(null, 'platform', 'DE'),
    ],
    [
      'the default, where the label is empty',
      { service: '', slo: '' },
      known,
      at(null, 'platform', 'DE'),
    ],
    ['nothing, where even the default is gone', {}, nothing, at(null, null, 'DE')],
  ])('is %s', (_, labels, names, placement) => {
    expect(placeAlert(labels, rules, names)).toEqual(placement);
  });

  it.each<[string, Labels, KnownNames, Placement]>([
    ['its subject', { service: 'shop', territory: 'DE' }, known, at(null, 'shop', 'CH')],
    ['its label', { territory: 'CH' }, nothing, at(null, null, 'CH')],
    [
      'its source, where it may not name it',
      { territory: 'AT' },
      nothing,
      at(null, null, 'DE', true),
    ],
    ['its source, where the label is empty', { territory: '' }, nothing, at(null, null, 'DE')],
    [
      'its subject, and says that it named another',
      { territory: 'AT' },
      known,
      at(null, 'platform', 'DE', true),
    ],
  ])('lies in the territory of %s', (_, labels, names, placement) => {
    expect(placeAlert(labels, rules, names)).toEqual(placement);
  });

  it('mentions names in the order in which they decide', () => {
    expect(mentionedIn({ slo: 'a', job: 'till', service: 'b' }, rules)).toEqual({
      slo: 'a',
      subjects: ['shop', 'b', 'platform'],
    });
    expect(mentionedIn({}, rules)).toEqual({ slo: null, subjects: ['platform'] });
  });
});

describe('the group of an alert', () => {
  const key = (placement: Placement, cls: 'page' | 'ticket' = 'page', upstream = '{}:{}') =>
    groupKeyOf({ placement, class: cls, rule: 'Burns', sourceId: 'source-1', upstream });
  const slo = at('shop-availability', 'shop', 'DE');

  it('is that of its SLO, else of its subject, else as its source groups', () => {
    expect(key(slo)).toBe('DE|page|slo:shop-availability');
    expect(key(at(null, 'shop', 'DE'))).toBe('DE|page|service:shop');
    expect(key(at(null, null, 'DE'))).toMatch(/^source-1\|page\|[0-9a-f]{64}$/);
  });

  it.each<[string, string]>([
    ['another class', key(slo, 'ticket')],
    ['another territory', key({ ...slo, territory: 'CH' })],
    ['another SLO', key({ ...slo, slo: 'shop-latency' })],
  ])('is another one for %s', (_, other) => {
    expect(other).not.toBe(key(slo));
  });

  it('is that of its rule, too, where it is about Leitstand itself', () => {
    const own = at(null, 'leitstand', 'DE');
    expect(key(own)).toBe('DE|page|service:leitstand|rule:Burns');
    expect(key(at('leitstand-availability', 'leitstand', 'DE'))).toBe(
      'DE|page|slo:leitstand-availability',
    );
  });

  it('is the same whatever the source groups by, once it is about something', () => {
    expect(key(slo, 'page', 'other')).toBe(key(slo));
    expect(key(at(null, null, 'DE'), 'page', 'other')).not.toBe(key(at(null, null, 'DE')));
  });
});

describe('a fingerprint of our own', () => {
  it('is the same for the same labels in any order, and for no others', () => {
    const one = fingerprintOf({ a: '1', b: '2' });
    expect(one).toMatch(/^[0-9a-f]{32}$/);
    expect(fingerprintOf({ b: '2', a: '1' })).toBe(one);
    const others: Labels[] = [{ a: '1' }, { a: '2', b: '1' }, { a: '1","b":"2' }, {}];
    for (const labels of others) expect(fingerprintOf(labels)).not.toBe(one);
  });
});
