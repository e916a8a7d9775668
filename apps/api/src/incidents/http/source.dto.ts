import { FINDING_STATES, INCIDENT_SEVERITIES, SOURCE_KINDS } from '#contract';
import { z } from 'zod';
import { pageSchema, pageShape } from '../../platform/http/common-schemas.js';
import { FIELDS } from '../documents/fields.js';
import type { Finding } from '../domain/reconcile.js';
import type { ShownSource } from '../domain/source.js';

const { displayName, slug, territory, text } = FIELDS;

export const listQuery = z.strictObject(pageShape());
export type ListQuery = z.output<typeof listQuery>;

const severity = z.enum(INCIDENT_SEVERITIES);
const word = z
  .string()
  .regex(/^[^\sA-Z]{1,100}$/, 'must be a word of up to 100 characters, in small letters');
const shape = {
  name: displayName,
  kind: z.enum(SOURCE_KINDS),
  prometheus: z.enum(['instance']).nullable(),
  groupIntervalSeconds: z.int().min(1).max(86_400),
  watchdogSeconds: z.int().min(10).max(86_400).nullable(),
  territory,
  territories: z.array(territory).max(100),
  defaultSubject: slug,
  mappings: z
    .array(
      z
        .strictObject({
          label: z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]{0,99}$/, 'must be the name of a label'),
          value: text(1000),
          subject: slug,
        })
        .meta({ id: 'SubjectMapping' }),
    )
    .max(500),
  severities: z
    .record(word, severity)
    .refine((words) => Object.keys(words).length <= 50, 'must be at most 50 words'),
};

export const sourceBody = z
  .strictObject({
    ...shape,
    kind: shape.kind.default('alertmanager'),
    prometheus: shape.prometheus.default(null),
    groupIntervalSeconds: shape.groupIntervalSeconds.default(300),
    watchdogSeconds: shape.watchdogSeconds.default(null),
    territories: shape.territories.default([]),
    mappings: shape.mappings.default([]),
    severities: shape.severities.default({}),
  })
  .meta({ id: 'AlertSourceInput' });
export type SourceBody = z.output<typeof sourceBody>;

const time = z.iso.datetime();
const outcome = z.enum(['taken', 'unreadable', 'too-large']);
export const sourceSchema = z
  .object({
    slug: z.string(),
    ...shape,
    version: z.int(),
    updatedAt: time,
    tokenPrefix: z.string().nullable(),
    tokenMadeAt: time.nullable(),
    lastDeliveryAt: time.nullable(),
    lastOutcome: outcome.nullable(),
    lastReason: z.string().nullable(),
    lastAlerts: z.int().nullable(),
    watchdogAt: time.nullable(),
    silent: z.boolean(),
    receiver: z.string().nullable(),
    reconciledAt: time.nullable(),
    reconcileTrouble: z.string().nullable(),
    disagreement: z
      .object({
        waiting: z.int(),
        suppressed: z.int(),
        elsewhere: z.int(),
        unconfirmed: z.int(),
      })
      .meta({ id: 'AlertDisagreement' }),
    openAlerts: z.int().meta({ description: 'Alerts of it that are open' }),
  })
  .meta({ id: 'AlertSource' });
export const sourcePage = pageSchema(sourceSchema, 'AlertSourcePage');

export const sourceTokenSchema = z.object({ token: z.string() }).meta({ id: 'AlertSourceToken' });

export const givenUpSchema = z
  .object({ alerts: z.int().meta({ description: 'As many were open and are over now' }) })
  .meta({ id: 'GivenUpSource' });

export const findingsSchema = z
  .object({
    items: z.array(
      z
        .object({
          name: z.string(),
          labels: z.record(z.string(), z.string()),
          severity,
          state: z.enum(FINDING_STATES),
          reason: z.string().nullable(),
          activeAt: time,
          since: time,
        })
        .meta({ id: 'AlertFinding' }),
    ),
  })
  .meta({ id: 'AlertFindings' });

export const rejectedSchema = z
  .object({
    items: z.array(
      z
        .object({
          id: z.string(),
          outcome,
          reason: z.string().nullable(),
          bytes: z.int(),
          times: z.int(),
          receivedAt: time,
          lastReceivedAt: time,
          body: z.string().nullable(),
        })
        .meta({ id: 'RejectedPayload' }),
    ),
  })
  .meta({ id: 'RejectedPayloads' });

export function findingJson({ digest: _digest, ...shown }: Finding) {
  return shown;
}

/** What the API shows of a source; never its token. */
export function sourceJson({ source, signs, silent }: ShownSource) {
  const { id: _id, createdAt: _createdAt, ...shown } = source;
  return { ...shown, ...signs, silent };
}
