import { describe, expect, it } from '@jest/globals';
import { ApiError } from '../api/api-error.js';
import { placeOf, usersIn } from './in-the-way.js';

describe('what stands in the way of a deletion', () => {
  it.each([
    ['slo shop-latency', '/slos/shop-latency'],
    ['schedule nights', '/on-call/nights'],
    ['INC-17', '/incidents/INC-17'],
    ['web-shop', '/subjects/web-shop'],
    ['escalation policy shop', '/policies/shop'],
    ['something in a territory that you may not see', null],
  ])('%s is found at %s', (user, place) => {
    expect(placeOf(user)).toBe(place);
  });

  it('is what the refusal names, and nothing else', () => {
    const problem = {
      type: 'about:blank',
      title: 'Conflict',
      status: 409,
      code: 'conflict',
      detail: 'The team "shop" is still needed by slo shop-latency.',
      requestId: 'r',
      errors: [
        { path: 'slug', code: 'in-use', message: 'slo shop-latency' },
        { path: 'slug', code: 'name-taken', message: 'The name is taken.' },
      ],
    } as const;
    expect(usersIn(new ApiError(409, { ...problem, errors: [...problem.errors] }))).toEqual([
      'slo shop-latency',
    ]);
  });
});
