import { describe, expect, it } from '@jest/globals';
import { territoryChange } from './territory-change.js';

const germany = {
  code: 'DE',
  name: { en: 'Germany', de: 'Deutschland' },
  matchers: 'region="de"',
  version: 1,
};
const form = { code: 'DE', en: 'Germany', de: 'Deutschland', matchers: 'region="de"' };

describe('what is sent of a territory', () => {
  it.each([
    ['nothing where nothing was changed', form, {}],
    ['nothing for spaces at the ends', { ...form, en: ' Germany ', matchers: ' region="de"' }, {}],
    [
      'both names where one was changed: they are one field',
      { ...form, de: 'Bundesrepublik' },
      { name: { en: 'Germany', de: 'Bundesrepublik' } },
    ],
    ['the matchers alone', { ...form, matchers: 'region="eu"' }, { matchers: 'region="eu"' }],
    ['no matchers any more', { ...form, matchers: ' ' }, { matchers: '' }],
  ])('is %s', (_, values, sent) => {
    expect(territoryChange(germany, values)).toEqual(sent);
  });

  it('is its name when it is new, and matchers where it has any', () => {
    expect(territoryChange(null, { ...form, matchers: '' })).toEqual({ name: germany.name });
    expect(territoryChange(null, form)).toEqual({ name: germany.name, matchers: 'region="de"' });
  });
});
