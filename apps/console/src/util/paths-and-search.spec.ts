import { describe, expect, it } from '@jest/globals';
import { paths } from './paths.js';
import { keptSearch, parseSearch, stringifySearch } from './search.js';

describe('paths', () => {
  it('escape what people name things', () => {
    expect(paths.slo('a b/c')).toBe('/slos/a%20b%2Fc');
    expect(paths.settings('people')).toBe('/settings/people');
  });
});

describe('the query of an address', () => {
  it('is read and written as plain text, in a stable order', () => {
    expect(parseSearch('?q=123&tz=utc&q=shop%20x')).toEqual({ q: 'shop x', tz: 'utc' });
    expect(stringifySearch({ tz: 'utc', q: 'shop x', sort: '-name' })).toBe(
      '?q=shop+x&sort=-name&tz=utc',
    );
  });

  it('leaves out what is empty or not text', () => {
    expect(stringifySearch({ q: '', open: undefined, page: 3 })).toBe('');
  });

  it('keeps zone, language and territory when going to another page, and nothing else', () => {
    expect(keptSearch({ q: 'shop', tz: 'utc', lang: 'de', territory: 'CH', open: '5' })).toEqual({
      tz: 'utc',
      lang: 'de',
      territory: 'CH',
    });
  });
});
