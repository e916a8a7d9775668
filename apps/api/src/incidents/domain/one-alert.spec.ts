import { describe, expect, it } from '@jest/globals';
import { minutes } from './incident-examples.js';
import { foundBefore, isToldBy, type KnownAlert } from './one-alert.js';

const labels = { alertname: 'ShopDown', instance: 'a' };
const known = (fingerprint: string, changes: Partial<KnownAlert> = {}): KnownAlert => ({
  fingerprint,
  labels,
  firingFrom: minutes(-5),
  closedUntil: null,
  ...changes,
});
const over = { closedUntil: minutes(-1) };
const other = { labels: { ...labels, instance: 'b' } };

describe('an alert that we found', () => {
  it.each([
    ['is the one that its source tells of', [known('found-1')], { f: 'found-1' }],
    [
      'with labels that were added on the way',
      [known('found-1', { labels: { alertname: 'ShopDown' } })],
      { f: 'found-1' },
    ],
    ['is not when it is over', [known('found-1', over)], {}],
    ['is not when it is another one', [known('found-1', other)], {}],
    ['is not one that was told of before', [known('e')], {}],
  ])('%s', (_, before, found) => {
    const told = [{ fingerprint: 'f', labels: { ...labels, replica: '1' } }];
    expect(Object.fromEntries(foundBefore(told, before))).toEqual(found);
  });

  it.each([
    ['is told by one that is open', 'found-1', [known('f')], true],
    ['is not by one that is over', 'found-1', [known('f', over)], false],
    ['is not by another one', 'found-1', [known('f', other)], false],
    ['is not by itself', 'found-1', [known('found-1')], false],
  ])('%s', (_, fingerprint, before, told) => {
    expect(isToldBy({ fingerprint, labels }, before)).toBe(told);
  });

  it('under the name that its source gave it is that alert anyway', () => {
    expect(isToldBy({ fingerprint: 'f', labels }, [known('f')])).toBe(false);
  });
});
