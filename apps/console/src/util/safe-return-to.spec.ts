import { describe, expect, it } from '@jest/globals';
import { safeReturnTo } from './safe-return-to.js';

const HOME = 'https://leitstand.example.org';

describe('where to go after sign-in', () => {
  it.each([
    ['/slos/shop?tz=utc#budget', '/slos/shop?tz=utc#budget'],
    ['/audit?q=a%26b', '/audit?q=a%26b'],
    [undefined, '/'],
    ['', '/'],
    ['https://evil.example/', '/'],
    ['//evil.example/x', '/'],
    ['/\\evil.example/x', '/'],
    ['/\t/evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/api/v1/me', '/'],
    ['/sign-in?returnTo=/x', '/'],
    ['/slos/../sign-in', '/'],
    ['/.//evil.example/x', '/'],
    ['/slos/..//evil.example/x', '/'],
    ['/reset-password?token=x', '/'],
  ])('%j leads to %j', (wish, target) => {
    expect(safeReturnTo(wish, HOME)).toBe(target);
  });
});
