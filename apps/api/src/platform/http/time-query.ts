import { z } from 'zod';

const ERROR = 'must be a time such as 2026-03-01T12:00:00Z, or a day such as 2026-03-01';

/** A time in a query, as RFC 3339 says, or a day: its first instant in UTC. Dates that no calendar has are refused, not moved on. */
export const timeQuery = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], { error: ERROR })
  .transform((text) => new Date(text))
  .refine((at) => at.getTime() >= 0, { error: 'must not be before 1970' });
