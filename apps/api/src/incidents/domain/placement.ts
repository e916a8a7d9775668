import { createHash } from 'node:crypto';
import type { IncidentClass } from '#contract';
import type { SeverityWords } from './severity.js';

/** The labels of an alert, as they came. */
export type Labels = Readonly<Record<string, string>>;

/** An alert whose `label` is `value` is about `subject` (a slug). */
export interface SubjectMapping {
  readonly label: string;
  readonly value: string;
  readonly subject: string;
}

/** What a source says of alerts that do not say it themselves. */
export interface SourceRules {
  readonly id: string;
  /** of alerts that are about nothing we know */
  readonly territory: string;
  /** where its alerts may lie; `territory` is one of them */
  readonly territories: readonly string[];
  readonly defaultSubject: string;
  readonly mappings: readonly SubjectMapping[];
  readonly severities: SeverityWords;
}

/** What the catalog knows of the names that alerts mention, within the territories of their source. */
export interface KnownNames {
  /** SLOs by slug, each with the slug of its subject */
  readonly slos: ReadonlyMap<string, string>;
  /** subjects by slug, each with its territory */
  readonly subjects: ReadonlyMap<string, string>;
}

/** Names to look up before an alert can be placed. */
export interface Mentioned {
  readonly slo: string | null;
  /** of subjects, the one that decides first */
  readonly subjects: readonly string[];
}

/** What an alert is about and where it lies. */
export interface Placement {
  readonly slo: string | null;
  readonly subject: string | null;
  readonly territory: string;
  /** it names a territory that its source may not name */
  readonly outside: boolean;
}

/** The names that an alert mentions. */
export function mentionedIn(labels: Labels, rules: SourceRules): Mentioned {
  const mapped = rules.mappings
    .filter(({ label, value }) => labels[label] === value)
    .map(({ subject }) => subject);
  const named = labels['service'] ? [labels['service']] : [];
  return {
    slo: labels['slo'] || null,
    subjects: [...mapped, ...named, rules.defaultSubject],
  };
}

/**
 * Subject: that of the alert's SLO, else what the source maps a label to, else the label `service`, else the source's default. An SLO that
 * nobody knows is only a label. Territory: the subject's, else the alert's if its source may name it, else the source's.
 */
export function placeAlert(labels: Labels, rules: SourceRules, known: KnownNames): Placement {
  const { slo, subjects } = mentionedIn(labels, rules);
  const ofSlo = slo === null ? undefined : known.slos.get(slo);
  const subject = ofSlo ?? subjects.find((name) => known.subjects.has(name)) ?? null;
  const said = labels['territory'];
  const outside = said !== undefined && said !== '' && !rules.territories.includes(said);
  const own = said && !outside ? said : rules.territory;
  const territory = (subject === null ? undefined : known.subjects.get(subject)) ?? own;
  return { slo: ofSlo === undefined ? null : slo, subject, territory, outside };
}

/** What alerts have to share to be one incident. */
export interface Kinship {
  readonly placement: Pick<Placement, 'slo' | 'subject' | 'territory'>;
  readonly class: IncidentClass;
  /** name of the alert */
  readonly rule: string;
  readonly sourceId: string;
  /** Alertmanager's `groupKey` */
  readonly upstream: string;
}

/**
 * Rules of ours whose alerts have one cause in common however many objects they are about, such as one document that brought a thousand
 * SLOs: tickets of them are one incident of their territory, which is about none of the objects. Each with its title.
 */
const GATHERED: Readonly<Record<string, (territory: string) => string>> = {
  LeitstandNoData: (territory) => `Objectives in ${territory} have never been measured`,
};

/** What incidents about this instance itself are about. */
export const OWN_SUBJECT = 'leitstand';

/** The title of the incident that gathers all alerts of a rule; null when each incident is about what its alerts are. */
export function gatheredTitle({
  rule,
  class: cls,
  placement: { territory },
}: Pick<Kinship, 'rule' | 'class' | 'placement'>): string | null {
  return cls === 'ticket' && Object.hasOwn(GATHERED, rule)
    ? (GATHERED[rule]?.(territory) ?? null)
    : null;
}

/**
 * The key of an alert's group: by its rule where that gathers, by SLO, else by subject, and by rule as well where that is this program, else as its source groups it. Never of two classes: a ticket that takes weeks must
 * not hold a page open, or the next outage joins it in silence.
 */
export function groupKeyOf(kinship: Kinship): string {
  const { placement, class: cls, rule, sourceId, upstream } = kinship;
  const { slo, subject, territory } = placement;
  if (gatheredTitle(kinship) !== null) return `${territory}|${cls}|rule:${rule}`;
  if (slo !== null) return `${territory}|${cls}|slo:${slo}`;
  if (subject === OWN_SUBJECT) return `${territory}|${cls}|service:${subject}|rule:${rule}`; // ADR 0049
  if (subject !== null) return `${territory}|${cls}|service:${subject}`;
  return `${sourceId}|${cls}|${digestOf(upstream)}`;
}

/** SHA-256 (hex), for texts of others that may have any length. */
export function digestOf(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * The fingerprint of an alert whose sender gives none.
 * @returns the same for the same labels, in whatever order they came
 */
export function fingerprintOf(labels: Labels): string {
  const sorted = Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return digestOf(JSON.stringify(sorted)).slice(0, 32);
}
