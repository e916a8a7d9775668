import { ACTOR_KINDS } from '#contract';
import { z } from 'zod';

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
