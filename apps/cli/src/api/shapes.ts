import { z } from 'zod';
import { EXIT } from '../exit-code.js';
import { Failure } from '../failure.js';

// Only what the tables need of an answer; everything else passes through to JSON and YAML untouched.

const named = z.looseObject({ slug: z.string(), name: z.string() });

const reading = z.looseObject({
  asOf: z.string(),
  good: z.number(),
  bad: z.number(),
  total: z.number(),
  sli: z.number().nullable(),
  budget: z.looseObject({
    state: z.string(),
    allowedBad: z.number(),
    leftShare: z.number().nullable(),
    leftEvents: z.number().nullable(),
  }),
  burn: z.looseObject({
    state: z.string(),
    rate1h: z.number().nullable(),
    rate6h: z.number().nullable(),
  }),
  coverage: z.number(),
  sampleShare: z.number(),
  exhaustsAt: z.string().nullable(),
  regime: z.string().nullable(),
  alerts: z.array(z.looseObject({ name: z.string(), severity: z.string(), state: z.string() })),
});

const window = z.union([
  z.looseObject({ kind: z.literal('rolling'), duration: z.string() }),
  z.looseObject({ kind: z.literal('calendar'), period: z.string(), timeZone: z.string() }),
]);

export const sloRow = z.looseObject({
  slug: z.string(),
  name: z.string(),
  subject: named,
  team: named.nullable(),
  territory: z.string(),
  sample: z.boolean(),
  objective: z.looseObject({
    kind: z.string(),
    target: z.string(),
    window,
    thresholds: z.array(z.looseObject({ regime: z.string(), seconds: z.number() })),
  }),
  reading: reading.nullable(),
  rules: z.looseObject({ state: z.string(), message: z.string().nullable() }),
  version: z.number(),
  updatedAt: z.string(),
});
export type SloRow = z.infer<typeof sloRow>;

export const sloList = z.looseObject({
  items: z.array(sloRow),
  nextCursor: z.string().nullable(),
  asOf: z.string().nullable(),
});

export type SloList = z.infer<typeof sloList>;

export const sloDetail = sloRow.extend({
  yaml: z.string(),
  owner: z.string().nullable(),
  runbookUrl: z.string().nullable(),
});
export type SloDetail = z.infer<typeof sloDetail>;

export const auditEvent = z.looseObject({
  seq: z.number(),
  at: z.string(),
  actor: z.looseObject({ kind: z.string(), name: z.string() }),
  action: z.string(),
  target: z.looseObject({ kind: z.string(), name: z.string() }).nullable(),
  territory: z.string().nullable(),
  reason: z.string().nullable(),
  ip: z.string().nullish(),
  requestId: z.string().nullish(),
});
export type AuditEvent = z.infer<typeof auditEvent>;
export const auditPage = z.looseObject({
  items: z.array(auditEvent),
  nextCursor: z.string().nullable(),
});

export const auditVerification = z.looseObject({
  ok: z.boolean(),
  events: z.number(),
  head: z.string(),
  headSeq: z.number(),
  checkedAt: z.string(),
  faultsTotal: z.number(),
  faults: z.array(z.looseObject({ seq: z.number(), kind: z.string(), message: z.string() })),
});

export const applyReport = z.looseObject({
  dryRun: z.boolean(),
  documents: z.array(
    z.looseObject({
      index: z.number(),
      kind: z.string(),
      name: z.string(),
      outcome: z.string(),
      errors: z.array(z.looseObject({ path: z.string(), message: z.string() })),
    }),
  ),
});

export const systemStatus = z.looseObject({
  version: z.string(),
  sample: z.boolean(),
  components: z.array(
    z.looseObject({
      name: z.string(),
      state: z.string(),
      since: z.string(),
      message: z.string().nullable(),
    }),
  ),
});

/** @throws Failure when an answer is not of the shape this program knows, e.g. from a much newer server */
export function shaped<T>(schema: z.ZodType<T>, value: unknown): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const where = read.error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join('.') || 'answer'}: ${message}`);
  throw new Failure(
    EXIT.FAILED,
    'The server answered in a shape that this program does not know. Do their versions match?',
    where,
  );
}
