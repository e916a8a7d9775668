import { TERRITORY_CODE } from '#contract';
import { z } from 'zod';
import { isStorable, UNSTORABLE } from '../../platform/kernel/storable-text.js';

const SLUG = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const LABEL_KEY = /^[a-zA-Z0-9]([\w./-]{0,61}[a-zA-Z0-9])?$/;
const MAX_LABELS = 64;

/** Text without the NUL character and halves of characters, which PostgreSQL cannot store. */
export const text = (max: number) => z.string().max(max).refine(isStorable, UNSTORABLE);

/** The name of a resource in paths and documents; never changes. */
export const slug = z
  .string()
  .regex(SLUG, 'must be 1 to 63 lower-case letters, digits and inner hyphens');

export const displayName = text(200).trim().min(1);
export const description = text(4000);
export const territory = z.string().regex(TERRITORY_CODE, 'must be two to eight capital letters');
export const labels = z
  .record(
    z.string().regex(LABEL_KEY, 'must be 1 to 63 letters, digits, ".", "_", "/" or "-"'),
    text(200),
  )
  .refine(
    (value) => Object.keys(value).length <= MAX_LABELS,
    `must be at most ${MAX_LABELS} labels`,
  );
