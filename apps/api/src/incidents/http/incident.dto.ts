import {
  INCIDENT_CLASSES,
  INCIDENT_ORIGINS,
  INCIDENT_SEVERITIES,
  INCIDENT_STATES,
  REVIEW_STATES,
  UNHEARD_REASONS,
  UNCONFIRMED_REASONS,
  webAddressWithoutPassword,
  type IncidentState,
} from '#contract';
import { z } from 'zod';
import { nameSchema } from '../../platform/documents/name-schema.js';
import { actorSchema, pageSchema } from '../../platform/http/common-schemas.js';
import { FIELDS } from '../documents/fields.js';
import type { Alert } from '../domain/alert.js';
import { isEnded, isOpen } from '../domain/alert-state.js';
import { liveGenerator } from '../domain/generator-link.js';
import {
  acknowledgedUntil,
  nameOf,
  originOf,
  presentAcknowledgement,
  presentSnooze,
  type Incident,
} from '../domain/incident.js';
import { runbookFor } from '../domain/own-runbook.js';
import type { TimelineEvent } from '../domain/timeline.js';
import type { IncidentDetail } from '../use-cases/get-incident.js';
import type { IncidentView, RelatedIncident } from '../use-cases/list-incidents.js';
import type { SimilarIncident } from '../domain/similar.js';
import { LIKENESSES } from '../domain/similar.js';
import { holdJson, holdSchema } from './maintenance.dto.js';
import { responderJson, responderSchema, roleJson, roleSchema } from './responder.dto.js';

const { slug, territory, text } = FIELDS;
const state = z.enum(INCIDENT_STATES);
const cls = z.enum(INCIDENT_CLASSES);
const severity = z.enum(INCIDENT_SEVERITIES);
const cursor = z.string().regex(/^[1-9]\d{0,14}$/, 'must be the nextCursor of an answer');

/** `open`: not resolved. */
export const incidentQuery = z.strictObject({
  state: z.enum(['open', ...INCIDENT_STATES]).optional(),
  class: cls.optional(),
  territory: territory.optional(),
  subject: slug.optional(),
  slo: slug.optional(),
  cursor: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type IncidentQuery = z.output<typeof incidentQuery>;

/** The states that a filter stands for; null = all. */
export function statesOf(wanted: IncidentQuery['state']): readonly IncidentState[] | null {
  if (wanted === undefined) return null;
  return wanted === 'open' ? ['triggered', 'acknowledged'] : [wanted];
}

export const timelineQuery = z.strictObject({
  cursor: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(1000),
});
export type TimelineQuery = z.output<typeof timelineQuery>;

/** An id, or a number as `INC-17` or `17`. */
export const incidentKey = z.string().max(40);

/** What an incident is called by, in any language: the alert that it began with, and the names of what it is about. */
const titledShape = {
  slo: z.string().nullable(),
  rule: z.string().nullable().describe('name of the alert that it began with'),
  origin: z
    .enum(INCIDENT_ORIGINS)
    .describe(
      'what it began with, and what holds it open unless alerts fire: a heartbeat that is late, a source that is silent, or people who declared it',
    ),
  names: z.object({
    slo: z.string().nullable(),
    sloDeleted: z.boolean(),
    subject: z.string().nullable(),
    team: z.string().nullable(),
    source: z.string().nullable(),
  }),
};
export const refSchema = z
  .object({
    id: z.string(),
    number: z.int(),
    name: z.string(),
    title: z.string(),
    state,
    class: cls,
    ...titledShape,
  })
  .meta({ id: 'IncidentRef' });

const time = z.iso.datetime();
export const incidentSchema = z
  .object({
    ...refSchema.shape,
    severity,
    territory: z.string(),
    subject: z.string().nullable(),
    team: z.string().nullable(),
    source: z.string().nullable(),
    startedAt: time,
    triggeredAt: time,
    acknowledgedAt: time.nullable(),
    acknowledgedBy: actorSchema.nullable(),
    acknowledgedUntil: time.nullable().meta({
      description:
        'When the acknowledgement lapses, and people are paged again, unless the incident is resolved; null where none does',
    }),
    resolvedAt: time.nullable(),
    resolvedBy: actorSchema.nullable(),
    automatic: z.boolean().nullable(),
    quietUntil: time.nullable(),
    snooze: z
      .object({ at: time, until: time, by: actorSchema })
      .meta({ id: 'Snooze' })
      .nullable()
      .meta({
        description:
          'Until when nobody is paged about it, and who said so; null = it does not sleep',
      }),
    maintenance: holdSchema.nullable().meta({
      description:
        'The maintenance window because of which nobody is paged about it now; null = none',
    }),
    unheard: z.enum(UNHEARD_REASONS).nullable().meta({
      description:
        'why nobody is paged about it: no policy is for it (unserved), or nobody can be reached (unreachable); null = somebody is, or nobody is to be',
    }),
    mergedInto: refSchema
      .nullable()
      .meta({ description: 'the older incident that it turned out to be, where its alerts count' }),
    firing: z.int(),
    folded: z.int(),
    ended: z.int(),
    unconfirmed: z
      .object({ since: time, reason: z.enum(UNCONFIRMED_REASONS) })
      .meta({ id: 'UnconfirmedEnd' })
      .nullable(),
    version: z.int(),
    updatedAt: time,
  })
  .meta({ id: 'Incident' });
export const incidentPage = pageSchema(incidentSchema, 'IncidentPage');

const alertSchema = z
  .object({
    id: z.string(),
    fingerprint: z.string(),
    name: z.string(),
    summary: z.string(),
    severity,
    source: z.string(),
    firing: z.boolean(),
    ended: z.boolean(),
    startsAt: time,
    endsAt: time.nullable(),
    asOf: time,
    folded: z.int(),
    outside: z.boolean(),
    labels: z.record(z.string(), z.string()),
    annotations: z.record(z.string(), z.string()),
    generatorUrl: z.string().nullable(),
    runbookUrl: z.string().nullable(),
  })
  .meta({ id: 'IncidentAlert' });
export const incidentDetailSchema = incidentSchema
  .extend({
    alerts: z.array(alertSchema),
    related: z.array(refSchema),
    merged: z
      .array(refSchema)
      .meta({ description: 'those that turned out to be this one, oldest first' }),
    causes: z.array(refSchema).meta({
      description:
        'what pages people about something that its subject depends on: it is probably an effect of that',
    }),
    effects: z.array(refSchema).meta({
      description: 'those about what depends on its subject, where it pages people itself',
    }),
    roles: z.array(roleSchema).meta({ description: 'who has which role, longest held first' }),
    responders: z
      .array(responderSchema)
      .meta({ description: 'who was asked to help, in that order' }),
    review: z
      .enum(REVIEW_STATES)
      .nullable()
      .meta({ description: 'how far its review is; null = none was begun' }),
  })
  .meta({ id: 'IncidentDetail' });

export const similarSchema = z
  .object({
    items: z.array(
      refSchema
        .extend({
          by: z.enum(LIKENESSES).meta({
            description:
              'What it shares: the group of its alerts, the rule that it began with, or the subject',
          }),
          startedAt: time,
          resolvedAt: time,
          resolvedBy: actorSchema,
          automatic: z.boolean(),
          lastNote: z.object({ at: time, by: z.string(), text: z.string() }).nullable(),
        })
        .meta({ id: 'SimilarIncident' }),
    ),
  })
  .meta({ id: 'SimilarIncidents' });

const eventSchema = z
  .object({
    seq: z.int(),
    at: time,
    kind: z.string(),
    actor: actorSchema,
    data: z.record(z.string(), z.unknown()),
    hash: z.string(),
  })
  .meta({ id: 'IncidentEvent' });
export const timelineSchema = z
  .object({
    items: z.array(eventSchema),
    nextCursor: z.string().nullable(),
    brokenAt: z.int().nullable(),
    people: z.array(z.object({ id: z.string(), name: z.string() })).meta({
      description: 'What those are called whom entries name by id (`data.people[].user`)',
    }),
    pinned: z.array(z.int()).meta({ description: 'numbers of the pinned entries' }),
  })
  .meta({ id: 'IncidentTimeline' });

const note = text(4000).refine((value) => value.trim() !== '', 'must not be empty');

export const noteBody = z.strictObject({ text: note }).meta({ id: 'IncidentNote' });
export type NoteBody = z.output<typeof noteBody>;

export const resolutionBody = z
  .strictObject({
    despiteFiring: z.boolean().default(false),
    note: note.nullable().default(null),
  })
  .meta({ id: 'IncidentResolution' });
export type ResolutionBody = z.output<typeof resolutionBody>;

export const snoozeBody = z
  .strictObject({
    until: z.iso.datetime({ offset: true }).meta({ description: '5 minutes to 24 hours from now' }),
  })
  .meta({ id: 'IncidentSnooze' });
export type SnoozeBody = z.output<typeof snoozeBody>;

export const mergeBody = z
  .strictObject({ into: incidentKey.meta({ description: 'id or number of the older incident' }) })
  .meta({ id: 'IncidentMerge' });
export type MergeBody = z.output<typeof mergeBody>;

export const declarationBody = z
  .strictObject({
    title: nameSchema(300),
    severity,
    subject: slug.nullable().default(null),
    territory: territory.nullable().default(null),
    note: note.nullable().default(null),
  })
  .meta({ id: 'IncidentDeclaration' });
export type DeclarationBody = z.output<typeof declarationBody>;

/** What the API shows of an incident beside others. */
export function refJson({
  incident,
  names: { rule, reopened: _reopened, ...names },
}: RelatedIncident) {
  const { id, number, title, state: at, class: of, slo } = incident;
  const called = { name: nameOf(incident), title, slo, rule, origin: originOf(incident), names };
  return { id, number, state: at, class: of, ...called };
}

/** What the API shows of an incident that is over and was like another one. */
export function similarJson({ incident, names, by, lastNote }: SimilarIncident) {
  const { startedAt, resolvedAt, resolvedBy, automatic } = incident;
  if (!resolvedAt || !resolvedBy) throw new Error('only what is over is compared with');
  const over = { resolvedAt, resolvedBy, automatic: automatic === true };
  return { ...refJson({ incident, names }), by, startedAt, ...over, lastNote };
}

/** What the API shows of an incident. */
export function incidentJson({
  incident,
  team,
  unheard,
  hold,
  mergedInto,
  names: { rule, reopened: _reopened, ...names },
}: IncidentView) {
  const {
    groupKey: _groupKey,
    topicId: _topicId,
    reopenings: _reopenings,
    head: _head,
    ...shown
  } = incident;
  return {
    ...shown,
    ...presentAcknowledgement(incident),
    acknowledgedUntil: hold ? null : acknowledgedUntil(incident),
    snooze: presentSnooze(incident),
    mergedInto: mergedInto && refJson(mergedInto),
    name: nameOf(incident),
    origin: originOf(incident),
    team,
    unheard,
    maintenance: hold && holdJson(hold),
    rule,
    names,
  };
}

/** Base addresses of servers that an incident leads to. */
export interface LedTo {
  /** the Prometheus that we ask */
  readonly prometheus: string;
  /** where people open this instance */
  readonly publicUrl: string;
}

export function incidentDetailJson(
  { alerts, related, merged, causes, effects, roles, responders, review, ...view }: IncidentDetail,
  to: LedTo,
) {
  return {
    ...incidentJson(view),
    alerts: alerts.map((alert) => alertJson(alert, view.incident, to)),
    related: related.map(refJson),
    merged: merged.map(refJson),
    causes: causes.map(refJson),
    effects: effects.map(refJson),
    roles: roles.map(roleJson),
    responders: responders.map(responderJson),
    review,
  };
}

function alertJson(alert: Alert, incident: Incident, { prometheus, publicUrl }: LedTo) {
  const { id, fingerprint, name, summary, source, folded, outside, labels, annotations } = alert;
  const firing = isOpen(alert) && alert.incidentId === incident.id;
  const runbook = webAddressWithoutPassword(annotations['runbook_url'] ?? '');
  return {
    id,
    fingerprint,
    name,
    summary,
    severity: alert.severity,
    source,
    firing,
    ended: firing && isEnded(alert),
    startsAt: alert.firingFrom ?? alert.toldStart,
    endsAt: isOpen(alert) ? null : alert.closedUntil,
    asOf: alert.toldAt,
    folded,
    outside,
    labels,
    annotations,
    generatorUrl: webAddressWithoutPassword(liveGenerator(alert.generatorUrl, prometheus) ?? ''),
    runbookUrl:
      runbook && runbookFor(runbook, publicUrl, { name: nameOf(incident), slo: incident.slo }),
  };
}

export function eventJson({ seq, at, kind, actor, data, hash }: TimelineEvent) {
  return { seq, at, kind, actor, data, hash };
}
