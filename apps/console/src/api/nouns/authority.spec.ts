import { describe, expect, it } from '@jest/globals';
import type { Me } from '../contract.js';
import { mayIn } from './authority.js';

const me: Me = {
  id: 'u',
  kind: 'user',
  name: 'Erna',
  email: 'erna@example.com',
  grants: [
    { role: 'editor', territories: ['AT'] },
    { role: 'viewer', territories: ['DE', 'CH'] },
  ],
  permissions: ['slo:read', 'sample:write'],
  territories: ['AT', 'DE', 'CH'],
  locale: null,
  timeZone: null,
  seenTimeZone: null,
};

describe('what somebody may do in a territory', () => {
  it.each([
    ['where the role carries it', ['AT'], true],
    ['not where another role is held', ['DE'], false],
    ['not in all when one of them is missing', ['AT', 'CH'], false],
    ['not where there is nothing', [], false],
  ])('%s', (_name, territories, may) => {
    expect(mayIn(me, 'sample:write', territories)).toBe(may);
  });

  it('is nothing before it is known who they are, or without the permission', () => {
    expect(mayIn(undefined, 'sample:write', ['AT'])).toBe(false);
    expect(mayIn(me, 'user:write', ['AT'])).toBe(false);
  });
});
