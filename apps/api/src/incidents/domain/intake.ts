import type { IncidentClass, IncidentSeverity } from '#contract';
import type { Actor } from '../../platform/kernel/scope.js';
import { isSummaryDue, toldBy, type Alert } from './alert.js';
import { isOpen, passageOf, seen, UNSEEN, type Passage } from './alert-state.js';
import type { DeliveredAlert } from './delivery.js';
import { isOpenIncident, openingOf, type Incident } from './incident.js';
import {
  gatheredTitle,
  groupKeyOf,
  placeAlert,
  type KnownNames,
  type Placement,
} from './placement.js';
import { classOf, severityOf, worstOf } from './severity.js';
import { holdsEnds, type Source } from './source.js';
import { TIMELINE_START } from './timeline.js';
import { disturbed, reopened } from './transitions.js';

/** An alert of a delivery, with what it is about. */
export interface PlacedAlert {
  readonly given: DeliveredAlert;
  readonly placement: Placement;
  readonly severity: IncidentSeverity;
  readonly class: IncidentClass;
  readonly groupKey: string;
  /** digest of the key by which its source groups */
  readonly upstream: string;
}

/** Says what an alert is about. @param upstream digest of the key by which its source groups */
export function placed(
  given: DeliveredAlert,
  source: Source,
  known: KnownNames,
  upstream: string,
): PlacedAlert {
  const placement = placeAlert(given.labels, source, known);
  const severity = severityOf(given.labels['severity'], source.severities);
  const cls = classOf(severity);
  const kinship = { placement, class: cls, rule: given.name, sourceId: source.id, upstream };
  const groupKey = groupKeyOf(kinship);
  return { given, placement, severity, class: cls, groupKey, upstream };
}

/** What is there before a delivery. */
export interface Found {
  /** by fingerprint */
  readonly alerts: ReadonlyMap<string, Alert>;
  /** the last incident of each group, by key */
  readonly groups: ReadonlyMap<string, string | null>;
  /** by id */
  readonly incidents: ReadonlyMap<string, Incident>;
}

/** `told`: by the source; `reconciled`: found at its Prometheus, which is believed; `given-up`: by somebody who says that nothing else could end it */
export type AlertOrigin = 'told' | 'reconciled' | 'given-up';

/** What a delivery is taken with. */
export interface IntakeContext {
  readonly source: Source;
  /** goes on record */
  readonly actor: Actor;
  readonly origin: AlertOrigin;
  readonly now: Date;
  readonly newId: () => string;
}

/** Another summary of an alert. */
interface Retold {
  readonly alert: Alert;
  readonly from: string;
}

/** What a delivery does to one incident. */
export interface IncidentWork {
  incident: Incident;
  /** `recorded`: over before anybody heard of it */
  readonly birth: 'none' | 'triggered' | 'recorded';
  reopened: boolean;
  readonly before: Incident;
  readonly fired: Alert[];
  readonly resolved: Alert[];
  readonly missed: Alert[];
  /** of those that fire: as many were not of it before */
  newcomers: number;
  /** of which the end was told that is not believed yet */
  readonly ended: Alert[];
  readonly retold: Retold[];
}

/** Takes alerts one after the other, in memory: what they become, and what they do to incidents. */
export class Intake {
  /** by fingerprint, as they are to be written */
  readonly alerts = new Map<string, Alert>();
  /** by id of the incident */
  readonly works = new Map<string, IncidentWork>();
  /** the last incident of each group of this delivery, where it is another one than before */
  readonly moved = new Map<string, string>();

  constructor(
    private readonly found: Found,
    private readonly context: IntakeContext,
  ) {}

  take(one: PlacedAlert): void {
    const { given } = one;
    const { now } = this.context;
    const before = this.alerts.get(given.fingerprint) ?? this.found.alerts.get(given.fingerprint);
    const holds = this.holds(one, before);
    const passage = passageOf(before ?? UNSEEN, given, holds);
    const told = before ? this.retoldBy(before, given) : this.first(one);
    let alert: Alert = { ...told, ...seen(told, given, holds), ...this.kindOf(one, before) };
    if (passage === 'ended') alert = { ...alert, endToldAt: now };
    if (passage === 'opened')
      alert = { ...alert, notedSummary: alert.summary, notedAt: now, absentAt: null };
    this.alerts.set(
      given.fingerprint,
      alert.class === 'info' ? alert : this.passed(alert, passage),
    );
  }

  /** What pages goes on paging until it is sure that it is over. */
  private holds({ class: cls }: PlacedAlert, before: Alert | undefined): boolean {
    const { source, origin } = this.context;
    return origin === 'told' && holdsEnds(source) && (before?.class ?? cls) !== 'info';
  }

  /** Prometheus says that it fires, not what Alertmanager made of its labels. */
  private retoldBy(before: Alert, given: DeliveredAlert): Alert {
    const { origin, now } = this.context;
    return origin === 'told' ? toldBy(before, given, now) : before;
  }

  /** An alert that is open stays what it was when it opened, whatever the catalog says by now. */
  private kindOf(one: PlacedAlert, before: Alert | undefined) {
    if (before && isOpen(before)) return {};
    const { placement, severity, class: cls, groupKey, upstream } = one;
    return { ...placement, severity, class: cls, groupKey, upstream };
  }

  private first({
    given,
    placement,
    severity,
    class: cls,
    groupKey,
    upstream,
  }: PlacedAlert): Alert {
    const { source, now, newId } = this.context;
    const { fingerprint, name, labels, annotations, summary, generatorUrl, folded } = given;
    return {
      ...UNSEEN,
      ...placement,
      fingerprint,
      name,
      labels,
      annotations,
      summary,
      generatorUrl,
      folded,
      id: newId(),
      sourceId: source.id,
      source: source.slug,
      severity,
      class: cls,
      groupKey,
      incidentId: null,
      toldStart: given.startsAt,
      toldAt: now,
      notedSummary: summary,
      notedAt: now,
      upstream,
      endToldAt: null,
      absentAt: null,
      firstSeenAt: now,
    };
  }

  /** @returns the alert with the incident that it belongs to */
  private passed(alert: Alert, passage: Passage): Alert {
    const own = alert.incidentId === null ? undefined : this.workOf(alert.incidentId);
    switch (passage) {
      case 'opened':
        return this.opened(alert);
      case 'moved':
        // Somebody resolved its incident by hand: what fired then pages no more, this is another occurrence.
        return own && !isOpenIncident(own.incident) ? this.opened(alert) : alert;
      case 'closed':
        own?.resolved.push(alert);
        return alert;
      case 'missed':
        return this.missed(alert);
      case 'ended':
        own?.ended.push(alert);
        return alert;
      case 'none':
        return own && isOpen(alert) ? this.retold(alert, own) : alert;
    }
  }

  private opened(alert: Alert): Alert {
    const { now } = this.context;
    const last = this.lastOf(alert.groupKey);
    const opening = openingOf(last?.incident ?? null, now);
    const work = opening === 'begins' || !last ? this.begin(alert, 'triggered') : last;
    if (opening === 'reopens') {
      const transition = reopened(work.incident, true, now);
      if (transition) [work.incident, work.reopened] = [transition.incident, true];
    }
    if (alert.incidentId !== work.incident.id) work.newcomers += 1;
    work.incident = worsened(disturbed(work.incident, now), alert);
    const joined = { ...alert, incidentId: work.incident.id };
    work.fired.push(joined);
    return joined;
  }

  /** Began and ended before anybody heard of it: on record, and nobody is paged. */
  private missed(alert: Alert): Alert {
    const last = this.lastOf(alert.groupKey);
    const isNews = openingOf(last?.incident ?? null, this.context.now) === 'begins';
    const work = isNews || !last ? this.begin(alert, 'recorded') : last;
    const joined = { ...alert, incidentId: work.incident.id };
    work.missed.push(joined);
    return joined;
  }

  private retold(alert: Alert, work: IncidentWork): Alert {
    const { now } = this.context;
    if (!isSummaryDue(alert, now)) return alert;
    work.retold.push({ alert, from: alert.notedSummary });
    return { ...alert, notedSummary: alert.summary, notedAt: now };
  }

  private lastOf(groupKey: string): IncidentWork | undefined {
    const id = this.moved.get(groupKey) ?? this.found.groups.get(groupKey) ?? null;
    return id === null ? undefined : this.workOf(id);
  }

  private workOf(id: string): IncidentWork | undefined {
    const known = this.works.get(id);
    const incident = this.found.incidents.get(id);
    if (known || !incident) return known;
    return this.add(incident, 'none');
  }

  private add(incident: Incident, birth: IncidentWork['birth']): IncidentWork {
    const lists = { fired: [], resolved: [], missed: [], ended: [], retold: [] };
    const work = { incident, before: incident, birth, reopened: false, newcomers: 0, ...lists };
    this.works.set(incident.id, work);
    return work;
  }

  private begin(alert: Alert, birth: 'triggered' | 'recorded'): IncidentWork {
    const { now, newId, actor, source } = this.context;
    const { severity, class: cls, territory, groupKey } = alert;
    const gathered = gatheredTitle({ rule: alert.name, class: cls, placement: alert });
    const { subject, slo } = gathered === null ? alert : { subject: null, slo: null };
    const isOver = birth === 'recorded';
    const incident: Incident = {
      id: newId(),
      number: 0,
      title: gathered ?? alert.summary,
      class: cls,
      severity,
      territory,
      groupKey,
      subject,
      slo,
      source: source.slug,
      topicId: newId(),
      state: isOver ? 'resolved' : 'triggered',
      startedAt: alert.toldStart < now ? alert.toldStart : now,
      triggeredAt: now,
      acknowledgedAt: null,
      acknowledgedBy: null,
      resolvedAt: isOver ? now : null,
      resolvedBy: isOver ? actor : null,
      automatic: isOver ? true : null,
      reopenings: [],
      quietUntil: null,
      snooze: null,
      mergedInto: null,
      firing: 0,
      folded: 0,
      ended: 0,
      unconfirmed: null,
      head: TIMELINE_START,
      version: 1,
      updatedAt: now,
    };
    this.moved.set(groupKey, incident.id);
    return this.add(incident, birth);
  }
}

function worsened(incident: Incident, { severity, toldStart }: Alert): Incident {
  const worst = worstOf([incident.severity, severity]) ?? severity;
  const startedAt = toldStart < incident.startedAt ? toldStart : incident.startedAt;
  return worst === incident.severity && startedAt === incident.startedAt
    ? incident
    : { ...incident, severity: worst, startedAt };
}
