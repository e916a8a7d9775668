import { z } from 'zod';
import type { ComponentName, ComponentState, ComponentTrouble } from './status-board.js';

const NAMES = [
  'postgres',
  'redis',
  'prometheus',
  'alertmanager',
  'worker',
  'queue',
  'rules',
  'ledger',
  'audit',
  'clocks',
  'evaluation',
  'disk',
  'pager',
] as const satisfies readonly ComponentName[];
const STATES = ['up', 'degraded', 'down', 'unknown'] as const satisfies readonly ComponentState[];

const TROUBLES = [
  'not-started',
  'silent',
  'bad-answer',
  'busy-itself',
  'tasks-failed',
  'events-waiting',
  'rules-failed',
  'rules-waiting',
  'rules-withheld',
  'rules-not-loaded',
  'rules-missing',
  'rules-set-aside',
  'behind',
  'catching-up',
  'audit-broken',
  'audit-set-back',
  'audit-anchor-gone',
  'audit-unverified',
  'audit-not-anchored',
  'clocks-differ',
  'iterations-missed',
  'evaluation-slow',
  'hidden',
  'disk-full',
  'disk-low',
  'read-only',
  'memory-full',
  'folder-unwritable',
  'credentials-missing',
  'credentials-refused',
  'tls-failed',
  'reload-awaited',
  'reload-not-enabled',
  'reload-refused',
  'operators-unset',
  'operators-not-told',
  'pages-late',
  'pages-unread',
  'other-silent',
] as const satisfies readonly ComponentTrouble[];

const detailSchema = z
  .object({
    code: z.enum(TROUBLES),
    seconds: z.number().optional(),
    count: z.number().optional(),
    names: z.array(z.string()).optional(),
  })
  .nullable()
  .describe('What `message` says, as a code with its values');

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
        detail: detailSchema,
      }),
    ),
  })
  .meta({ id: 'SystemStatus' });

export const evaluationPage = z
  .object({
    items: z.array(
      z.object({
        name: z.string(),
        seenAt: z.iso.datetime().nullable().meta({ description: 'null = it does not tell' }),
        memoryBytes: z.number().nullable(),
        missedIterations: z
          .int()
          .meta({ description: 'Evaluations of our groups left out in the last ten minutes' }),
        slowest: z
          .object({ group: z.string(), seconds: z.number(), intervalSeconds: z.number() })
          .nullable()
          .meta({ description: 'The group whose evaluation takes most of its interval' }),
      }),
    ),
    nextCursor: z.null(),
  })
  .meta({ id: 'PrometheusStatus' });
