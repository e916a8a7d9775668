import { describe, expect, it } from '@jest/globals';
import type { Grant } from './grants.js';
import { isVisible } from './user.js';

const somebody = (...territories: string[]) => ({
  id: 'u-1',
  grants: territories.length > 0 ? [{ role: 'viewer', territories } satisfies Grant] : [],
});

describe('somebody', () => {
  it.each([
    ['with access in one of the territories', somebody('DE', 'CH'), 'u-2', ['DE'], true],
    ['with access elsewhere', somebody('CH'), 'u-2', ['DE'], false],
    ['with access nowhere, so that somebody can give it', somebody(), 'u-2', ['DE'], true],
    ['themselves', somebody('CH'), 'u-1', ['DE'], true],
    ['for whoever has no territory', somebody('DE'), 'u-2', [], false],
  ])('%s is seen, or not', (_, user, actor, territories, visible) => {
    expect(isVisible(user, actor, territories)).toBe(visible);
  });
});
