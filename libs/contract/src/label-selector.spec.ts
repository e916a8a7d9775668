import { describe, expect, it } from '@jest/globals';
import { matchesLabel, parseLabelSelector } from './label-selector.js';

describe('a label selector', () => {
  it.each([
    ['tier', { name: 'tier', value: null }],
    ['tier=1', { name: 'tier', value: '1' }],
    ['query=a=b', { name: 'query', value: 'a=b' }],
    ['tier=', { name: 'tier', value: '' }],
  ])('%s is %j', (text, selector) => {
    expect(parseLabelSelector(text)).toEqual(selector);
  });

  it('asks for any value, or for the one it names', () => {
    const found = ['tier', 'tier=1', 'tier=2', 'tier=', 'team', 'toString'].filter((text) =>
      matchesLabel({ tier: '1' }, parseLabelSelector(text)),
    );
    expect(found).toEqual(['tier', 'tier=1']);
  });
});
