import { z } from 'zod';

/** What was taken of a delivery. */
export const intakeSchema = z
  .object({ alerts: z.int(), truncated: z.int() })
  .meta({ id: 'TakenDelivery' });
