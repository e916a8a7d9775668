import { describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { description, displayName, labels } from './resource-schemas.js';

const STEERS = ['\u001b[2J', '\u0000', '\u009b31m', 'a\u202eb', '\u2066a', '\u2028'];
const said = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value).error?.issues.length ?? 0;

describe('texts of a resource', () => {
  it.each(STEERS)('may hold nothing that steers whatever shows them: %j', (text) => {
    expect(said(labels, { a: text })).toBeGreaterThan(0);
    expect(said(description, `one\n${text}`)).toBeGreaterThan(0);
    expect(said(displayName, text)).toBeGreaterThan(0);
  });

  it('may have several lines where they describe something, in a label one', () => {
    expect(said(description, 'one\r\n\ttwo מגדל\u200f')).toBe(0);
    expect(said(labels, { a: 'Größe 🚦 מגדל' })).toBe(0);
    expect(said(labels, { a: 'one\ntwo' })).toBe(1);
  });
});
