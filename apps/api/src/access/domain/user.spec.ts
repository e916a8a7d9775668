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
    ['with access nowhere, from one of the territories', somebody(), 'u-2', ['DE'], false],
    ['with access nowhere, from all of them', somebody(), 'u-2', ['DE', 'CH'], true],
    ['themselves, with access nowhere', somebody(), 'u-1', [], true],
    ['themselves', somebody('CH'), 'u-1', ['DE'], true],
    ['for whoever has no territory', somebody('DE'), 'u-2', [], false],
  ])('%s is seen, or not', (_, user, actor, territories, visible) => {
    expect(isVisible(user, actor, territories, ['CH', 'DE'])).toBe(visible);
  });
});
