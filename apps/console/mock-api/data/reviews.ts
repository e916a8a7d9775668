import type { ActionItem, IncidentDetail, IncidentEvent, Review } from '../../src/api/contract.js';
import { uuid } from '../random.js';
import { ago } from '../time.js';
import { ANNA, refOf } from './incidents.js';

const EMPTY = {
  summary: '',
  impact: '',
  causes: '',
  wentWell: '',
  wentWrong: '',
  lessons: '',
  notes: '',
};

const seconds = (from: string, to: string | null): number | null =>
  to === null ? null : (Date.parse(to) - Date.parse(from)) / 1000;

/** What is known of an incident. */
export function factsOf(
  incident: IncidentDetail,
  timeline: readonly IncidentEvent[],
  pins: readonly number[],
): Review['facts'] {
  const { startedAt, triggeredAt, acknowledgedAt, resolvedAt, subject, slo } = incident;
  const paged = timeline.find(({ kind }) => kind === 'escalation.paged')?.at ?? null;
  const people = new Map<string, Review['facts']['people'][number]>();
  for (const { actor, kind } of timeline) {
    if (actor.kind === 'system') continue;
    const known = people.get(actor.id);
    people.set(actor.id, {
      name: actor.name,
      roles: incident.roles.filter(({ id }) => id === actor.id).map(({ role }) => role),
      asked: null,
      acknowledged: known?.acknowledged === true || kind === 'acknowledged',
      resolved: known?.resolved === true || kind === 'resolved',
      notes: (known?.notes ?? 0) + (kind === 'noted' ? 1 : 0),
    });
  }
  return {
    severity: incident.severity,
    class: incident.class,
    automatic: incident.automatic,
    resolvedBy: incident.resolvedBy,
    subjects: subject === null ? [] : [{ slug: subject, name: incident.names.subject }],
    team: incident.names.team,
    slos:
      slo === null
        ? []
        : [{ slug: slo, name: null, spent: { share: 0.184, bad: 412, good: 90_113, coverage: 1 } }],
    times: {
      startedAt,
      detectedAt: triggeredAt,
      pagedAt: paged,
      acknowledgedAt,
      resolvedAt,
      detect: seconds(startedAt, paged),
      acknowledge: seconds(startedAt, acknowledgedAt),
      resolve: seconds(startedAt, resolvedAt),
    },
    people: [...people.values()],
    merged: [],
    pinned: timeline
      .filter(({ seq }) => pins.includes(seq))
      .map(({ hash: _hash, ...entry }) => ({ ...entry, incident: incident.name })),
    names: [{ id: ANNA.id, name: ANNA.name }],
  };
}

/** A review that nobody wrote on yet. */
export function begunReview(incident: IncidentDetail, facts: Review['facts'], now: Date): Review {
  const at = now.toISOString();
  return {
    incident: refOf(incident),
    territory: incident.territory,
    state: 'draft',
    edition: 0,
    shown: null,
    sections: EMPTY,
    facts,
    startedBy: ANNA,
    startedAt: at,
    version: 1,
    updatedAt: at,
  };
}

/** The review of the incident that people declared: it is published. */
export function publishedReview(
  incident: IncidentDetail,
  timeline: readonly IncidentEvent[],
  now: Date,
): Review {
  const at = ago(now, { minutes: 600 });
  return {
    ...begunReview(incident, factsOf(incident, timeline, [1, 4]), now),
    state: 'published',
    edition: 1,
    shown: { edition: 1, publishedBy: ANNA, publishedAt: at },
    sections: {
      summary: 'For an hour nobody could log in to the warehouse.\n\nA certificate had run out.',
      impact: '- 40 parcels left a day later\n- Three people waited',
      causes: 'The certificate of the identity provider was renewed by hand, and nobody was told.',
      wentWell: 'The declared incident reached the right team within four minutes.',
      wentWrong: 'No alert: we heard of it by telephone.',
      lessons: 'What ends on a day needs an alert before that day.',
      notes: '',
    },
    version: 6,
    updatedAt: at,
  };
}

/** What is to be done after it: open and late, open without a day, done. */
export function actionItems(incident: IncidentDetail, now: Date): ActionItem[] {
  const day = (days: number): string => ago(now, { minutes: -days * 1440 }).slice(0, 10);
  const item = (number: number, of: Partial<ActionItem> & { title: string }): ActionItem => ({
    id: uuid(`item-${number}`),
    number,
    incident: refOf(incident),
    territory: incident.territory,
    owner: null,
    due: null,
    overdue: false,
    link: null,
    state: 'open',
    reason: null,
    createdBy: ANNA,
    createdAt: ago(now, { minutes: 700 }),
    closedAt: null,
    version: 1,
    updatedAt: ago(now, { minutes: 700 }),
    ...of,
  });
  return [
    item(1, {
      title: 'Alert 14 days before a certificate runs out',
      owner: { kind: 'team', id: 'platform', name: 'Platform' },
      due: day(-2),
      overdue: true,
      link: 'https://tracker.example.org/OPS-118',
    }),
    item(2, { title: 'Renew certificates without hands', owner: { ...ANNA, kind: 'user' } }),
    item(3, {
      title: 'Say on the status page how to log in meanwhile',
      state: 'done',
      closedAt: ago(now, { minutes: 90 }),
    }),
  ];
}
