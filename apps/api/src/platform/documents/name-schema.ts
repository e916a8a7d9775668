import { isOneLine, nameOf, NOT_ONE_LINE } from '#contract';
import { z } from 'zod';
import { isStorable, UNSTORABLE } from '../kernel/storable-text.js';

/** Text without the NUL character and halves of characters, which PostgreSQL cannot store. */
export const textSchema = (longest: number) =>
  z.string().max(longest).refine(isStorable, UNSTORABLE);

/** A text of one line in which nothing is hidden. */
export const lineSchema = (longest: number) =>
  textSchema(longest).refine(isOneLine, { error: NOT_ONE_LINE, params: { code: 'not-one-line' } });

/** A name or title for people, as it is kept: whoever takes one, of whatever, reads it by this. */
export const nameSchema = (longest: number) => lineSchema(longest).overwrite(nameOf).min(1);
