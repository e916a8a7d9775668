import { describe, expect, it } from '@jest/globals';
import { readFields, writeFields } from '../../util/url-state.js';
import { SLO_FIELDS } from './slos-fields.js';

describe('the address of the SLO list', () => {
  it('reads filters and ignores what it does not know', () => {
    const values = readFields(SLO_FIELDS, {
      budget: 'exhausted',
      burn: 'sideways',
      group: 'team',
      sort: '-sli',
    });
    expect(values).toMatchObject({
      q: '',
      budget: 'exhausted',
      burn: null,
      group: 'team',
      sort: '-sli',
    });
  });
  it.each([
    ['name.left.burn', ['name', 'left', 'burn']],
    ['burn.left', ['name', 'left', 'burn']],
    ['left.nonsense', ['name', 'left']],
    ['nonsense', null],
    ['name', null],
    ['', null],
  ])('reads chosen columns, in their order and with the name, or none: %j', (columns, chosen) => {
    expect(readFields(SLO_FIELDS, { columns }).columns).toEqual(chosen);
  });
  it('leaves defaults out and keeps what is not its own', () => {
    const next = writeFields(
      SLO_FIELDS,
      { tz: 'utc', q: 'shop', group: 'team' },
      { q: '', group: 'none', budget: 'at-risk' },
    );
    expect(next).toEqual({ tz: 'utc', budget: 'at-risk' });
  });
});
