import { z } from 'zod';
import type { ComponentName, ComponentState } from './status-board.js';

const NAMES = [
  'postgres',
  'redis',
  'prometheus',
  'alertmanager',
  'worker',
  'queue',
  'rules',
  'ledger',
] as const satisfies readonly ComponentName[];
const STATES = ['up', 'degraded', 'down', 'unknown'] as const satisfies readonly ComponentState[];

export const systemStatusSchema = z
  .object({
    version: z.string(),
    sample: z.boolean(),
    now: z.iso.datetime(),
    components: z.array(
      z.object({
        name: z.enum(NAMES),
        state: z.enum(STATES),
        since: z.iso.datetime(),
        message: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'SystemStatus' });
