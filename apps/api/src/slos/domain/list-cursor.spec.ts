import { describe, expect, it } from '@jest/globals';
import { cursorAt, offsetOf } from './list-cursor.js';

describe('the cursor of a list', () => {
  it('comes back as the place it was made for', () => {
    for (const offset of [0, 7, 9_999_999]) expect(offsetOf(cursorAt(offset))).toBe(offset);
  });

  it.each([
    '',
    'abc',
    Buffer.from('o-1').toString('base64url'),
    Buffer.from('o99999999').toString('base64url'),
  ])('refuses %j', (cursor) => {
    expect(offsetOf(cursor)).toBeNull();
  });
});
