import { TERRITORY_CODE } from '#contract';
import { z } from 'zod';
import { actorSchema, pageSchema } from '../../platform/http/common-schemas.js';
import { timeQuery } from '../../platform/http/time-query.js';

const target = z.object({ kind: z.string(), id: z.string(), name: z.string() });

export const auditQuery = z.strictObject({
  actor: z.string().max(200).optional(),
  action: z.string().max(100).optional(),
  subject: z.string().max(200).optional(),
  territory: z.string().regex(TERRITORY_CODE, 'must be two to eight capital letters').optional(),
  q: z.string().max(200).optional(),
  from: timeQuery.optional(),
  to: timeQuery.optional(),
  cursor: z
    .string()
    .regex(/^[1-9]\d{0,15}$/, 'must be the nextCursor of an earlier page')
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type AuditQuery = z.output<typeof auditQuery>;

export const auditEventSchema = z
  .object({
    seq: z.int(),
    at: z.iso.datetime(),
    actor: actorSchema,
    action: z.string(),
    target: target.nullable(),
    territory: z.string().nullable(),
    reason: z.string().nullable(),
    before: z.unknown(),
    after: z.unknown(),
    requestId: z.string().nullable(),
    ip: z.string().nullable(),
    hash: z.string(),
    previousHash: z.string(),
  })
  .meta({ id: 'AuditEvent' });

export const auditPageSchema = pageSchema(auditEventSchema, 'AuditPage');

export const auditVerificationSchema = z
  .object({
    ok: z.boolean(),
    standing: z
      .enum(['whole', 'set-back', 'broken'])
      .describe('set-back: the chain proves itself, but an anchor knows a later or another head'),
    events: z.int(),
    head: z.string(),
    headSeq: z.int(),
    checkedAt: z.iso.datetime(),
    faults: z.array(
      z.object({
        seq: z.int(),
        kind: z.enum(['edited', 'deleted', 'reordered', 'truncated', 'anchor']),
        message: z.string(),
      }),
    ),
    faultsTotal: z.int(),
    acknowledged: z.int().describe('Faults that an operator has put on record'),
    breaks: z
      .array(
        z.object({
          seq: z.int().describe('Of the event that puts it on record'),
          at: z.iso.datetime(),
          by: z.string().nullable().describe('account@host at whose command line'),
          reason: z.string().nullable(),
          faultsTotal: z.int(),
          unproven: z
            .object({ from: z.int(), to: z.int() })
            .nullable()
            .describe(
              'Events before it that no anchor proved: somebody else may have written them',
            ),
          proven: z.boolean().describe('false: not written with the secret of now'),
        }),
      )
      .describe('Breaks that were acknowledged on record, oldest first; told of for ever'),
    anchored: z
      .object({ seq: z.int(), at: z.iso.datetime() })
      .nullable()
      .describe('The newest head noted outside of the database that the chain agrees with'),
  })
  .meta({ id: 'AuditVerification' });

/** The head of an earlier verification, if somebody kept one. */
export const verificationBody = z
  .strictObject({
    known: z
      .strictObject({
        seq: z.int().min(1),
        hash: z.string().regex(/^[0-9a-f]{64}$/, 'must be the head of an earlier verification'),
      })
      .optional(),
  })
  .default({});
export type VerificationBody = z.output<typeof verificationBody>;
