import { describe, expect, it } from '@jest/globals';
import {
  choice,
  flag,
  instant,
  oneOf,
  oneOfText,
  readFields,
  searchOf,
  text,
  writeFields,
} from './url-state.js';

const fields = {
  q: text(),
  kind: oneOf(['service', 'website']),
  sort: choice(['name', '-name'], 'name'),
  all: flag(),
  open: oneOfText(),
};

describe('filters in the address', () => {
  it('read as defaults when absent or odd', () => {
    expect(readFields(fields, {})).toEqual({
      q: '',
      kind: null,
      sort: 'name',
      all: false,
      open: null,
    });
    expect(readFields(fields, { kind: 'nonsense', sort: 'x', all: 'yes', open: '' })).toEqual({
      q: '',
      kind: null,
      sort: 'name',
      all: false,
      open: null,
    });
  });

  it('survive a round trip', () => {
    const written = writeFields(
      fields,
      {},
      { q: 'a b', kind: 'website', sort: '-name', all: true, open: '12' },
    );
    expect(written).toEqual({ q: 'a b', kind: 'website', sort: '-name', all: '1', open: '12' });
    expect(readFields(fields, written)).toEqual({
      q: 'a b',
      kind: 'website',
      sort: '-name',
      all: true,
      open: '12',
    });
  });

  it('take an instant only where one stands', () => {
    const read = (from: string) => readFields({ from: instant() }, { from }).from;
    expect(
      ['2026-03-22T00:00:00.000Z', '2026-03-22', 'yesterday', '2026-13-01T00:00:00Z'].map(read),
    ).toEqual(['2026-03-22T00:00:00.000Z', null, null, null]);
  });

  it('disappear at their default and leave the rest of the address alone', () => {
    expect(
      writeFields(fields, { q: 'x', tz: 'utc', kind: 'website' }, { q: '', kind: null }),
    ).toEqual({ tz: 'utc' });
  });
});

describe('the search of a route', () => {
  const validate = searchOf({
    q: text(),
    kind: oneOf(['a', 'b']),
    new: flag(),
    sort: text('name'),
  });

  it('keeps what its fields can read, and what is not theirs', () => {
    expect(validate({ q: 'shop', kind: 'a', new: '1', tz: 'utc' })).toEqual({
      q: 'shop',
      kind: 'a',
      new: '1',
      tz: 'utc',
    });
  });

  it('drops what they cannot read, and what is usual', () => {
    expect(validate({ kind: 'c', new: 'yes', sort: 'name', q: ['x'] })).toEqual({});
  });
});
