import { describe, expect, it } from '@jest/globals';
import { errorsByField } from './errors-by-field.js';
import { tokenState } from './token-state.js';

describe('field problems', () => {
  it('stand at their field, and at the list they are in', () => {
    const fields = [
      { path: 'dependsOn.2', code: 'x', message: 'no' },
      { path: 'name', code: 'required', message: 'needed' },
    ];
    expect(errorsByField(fields, ({ message }) => message)).toEqual({
      'dependsOn.2': 'no',
      dependsOn: 'no',
      name: 'needed',
    });
  });
});

describe('tokens', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  it('work until they expire or are revoked', () => {
    expect(tokenState({ revokedAt: null, expiresAt: null }, now)).toBe('active');
    expect(tokenState({ revokedAt: null, expiresAt: '2026-01-01T00:00:00Z' }, now)).toBe('expired');
    expect(
      tokenState({ revokedAt: '2025-01-01T00:00:00Z', expiresAt: '2025-06-01T00:00:00Z' }, now),
    ).toBe('revoked');
  });
});
