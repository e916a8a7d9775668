import { z } from 'zod';

/** A time in a query. */
export const timeQuery = z.coerce.date({ error: 'must be a time such as 2026-03-01T12:00:00Z' });
