import { describe, expect, it } from '@jest/globals';
import { deletedAt } from './deleted.js';

const field = (code: string, about?: string[]) => ({
  path: 'slug',
  code,
  message: 'x',
  ...(about ? { about } : {}),
});

describe('what is not there', () => {
  it('was deleted when the server says so', () => {
    expect(deletedAt({ fields: [field('deleted', ['2026-03-02T12:00:00.000Z'])] })).toBe(
      '2026-03-02T12:00:00.000Z',
    );
  });

  it('never was, as far as is known, otherwise', () => {
    expect([deletedAt({ fields: [] }), deletedAt({ fields: [field('deleted')] })]).toEqual([
      null,
      null,
    ]);
  });
});
