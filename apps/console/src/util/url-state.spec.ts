import { describe, expect, it } from '@jest/globals';
import { choice, flag, oneOf, oneOfText, readFields, text, writeFields } from './url-state.js';

const fields = { q: text(), kind: oneOf(['service', 'website']), sort: choice(['name', '-name'], 'name'), all: flag(), open: oneOfText() };

describe('filters in the address', () => {
  it('read as defaults when absent or odd', () => {
    expect(readFields(fields, {})).toEqual({ q: '', kind: null, sort: 'name', all: false, open: null });
    expect(readFields(fields, { kind: 'nonsense', sort: 'x', all: 'yes', open: '' })).toEqual({ q: '', kind: null, sort: 'name', all: false, open: null });
  });

  it('survive a round trip', () => {
    const written = writeFields(fields, {}, { q: 'a b', kind: 'website', sort: '-name', all: true, open: '12' });
    expect(written).toEqual({ q: 'a b', kind: 'website', sort: '-name', all: '1', open: '12' });
    expect(readFields(fields, written)).toEqual({ q: 'a b', kind: 'website', sort: '-name', all: true, open: '12' });
  });

  it('disappear at their default and leave the rest of the address alone', () => {
    expect(writeFields(fields, { q: 'x', tz: 'utc', kind: 'website' }, { q: '', kind: null })).toEqual({ tz: 'utc' });
  });
});
