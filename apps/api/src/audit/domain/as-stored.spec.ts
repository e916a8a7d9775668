import { describe, expect, it } from '@jest/globals';
import { asStored } from './as-stored.js';

describe('what is stored of an event', () => {
  it('is what JSON writes, with text that comes back as it was', () => {
    const at = new Date('2026-01-02T03:04:05.678Z');
    expect(
      asStored({ at, name: 'a\0b', list: ['\ud83d', '🚦', 1], gone: undefined, 'k\0': null }),
    ).toEqual({
      at: '2026-01-02T03:04:05.678Z',
      name: 'a\ufffdb',
      list: ['\ufffd', '🚦', 1],
      'k\ufffd': null,
    });
    expect(asStored(null)).toBeNull();
  });
});
