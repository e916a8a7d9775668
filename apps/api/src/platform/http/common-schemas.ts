import { ACTOR_KINDS, NOT_A_SLUG, SLUG } from '#contract';
import { z } from 'zod';

/** The name of a thing in paths. */
export const slugParam = z.string().regex(SLUG, NOT_A_SLUG);

/** Paging of a list by name. @param most items of a page; @param usual unless told */
export const pageShape = (most = 500, usual = 100) => ({
  cursor: slugParam.optional(),
  limit: z.coerce.number().int().min(1).max(most).default(usual),
});

/** A page of `items`, documented under `id`. */
export function pageSchema<S extends z.ZodType>(items: S, id: string) {
  return z.object({ items: z.array(items), nextCursor: z.string().nullable() }).meta({ id });
}

/** Who did something. */
export const actorSchema = z.object({
  kind: z.enum(ACTOR_KINDS),
  id: z.string(),
  name: z.string(),
});

/** Somebody whom things name. */
export const personSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    active: z
      .boolean()
      .meta({ description: 'false = the account is disabled: nothing reaches them' }),
  })
  .meta({ id: 'Person' });
