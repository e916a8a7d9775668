import { describe, expect, it } from '@jest/globals';
import { withFields } from './fields.js';

const SLO = {
  slug: 'shop',
  version: 2,
  reading: { sli: 0.5, budget: { state: 'healthy', leftShare: 0.25 } },
};

describe('--json FIELDS', () => {
  it.each<[string, unknown]>([
    ['slug', { slug: 'shop' }],
    ['version, slug', { version: 2, slug: 'shop' }],
    [
      'reading.budget.leftShare,reading.sli,slug',
      { reading: { budget: { leftShare: 0.25 }, sli: 0.5 }, slug: 'shop' },
    ],
    ['reading.budget', { reading: { budget: { state: 'healthy', leftShare: 0.25 } } }],
  ])('%s leaves those alone', (fields, left) => {
    expect(withFields(SLO, fields)).toEqual(left);
    expect(withFields([SLO, SLO], fields)).toEqual([left, left]);
  });

  it('leaves null where nothing is there yet, and an empty list empty', () => {
    expect(withFields({ ...SLO, reading: null }, 'reading.budget.leftShare')).toEqual({
      reading: null,
    });
    expect(withFields([], 'anything')).toEqual([]);
  });

  it.each([
    ['colour', 'There is no field "colour".'],
    ['reading.colour', 'There is no field "reading.colour".'],
    ['slug.deep', 'There is no field "slug.deep".'],
    ['', 'There is no field "".'],
    ['__proto__', 'There is no field "__proto__".'],
  ])('"%s" is refused', (fields, message) => {
    expect(() => withFields(SLO, fields)).toThrow(message);
  });
});
