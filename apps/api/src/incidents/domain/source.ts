import { canonicalJson, type SourceKind } from '#contract';
import { toldIn, type Change } from '../../catalog/domain/change.js';
import { sourceChanged } from './incident-events.js';
import type { SourceRules } from './placement.js';

/** What sends alerts. */
export interface Source extends SourceRules {
  /** its name in paths; never changes */
  readonly slug: string;
  readonly name: string;
  readonly kind: SourceKind;
  /** which Prometheus evaluates its rules: the one that this instance asks; null = none that can be asked */
  readonly prometheus: 'instance' | null;
  /** of its Alertmanager: what fires and was not told of for two of them was lost on the way */
  readonly groupIntervalSeconds: number;
  /** how often its alert that always fires comes; null = none is expected, and silence goes unnoticed */
  readonly watchdogSeconds: number | null;
  /** grows by one with every change; the ETag */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The part of a source that its writers decide. */
export type SourceContent = Omit<Source, 'id' | 'slug' | 'version' | 'createdAt' | 'updatedAt'>;

/** How a delivery ended: taken, or kept as it came because nothing could be made of it. */
export type DeliveryOutcome = 'taken' | 'unreadable' | 'too-large';

/** What is known of a source besides what it is. */
export interface SourceSigns {
  /** beginning of its token; null without one */
  readonly tokenPrefix: string | null;
  readonly tokenMadeAt: Date | null;
  readonly lastDeliveryAt: Date | null;
  readonly lastOutcome: DeliveryOutcome | null;
  /** why its last delivery was of no use */
  readonly lastReason: string | null;
  /** when an alert that always fires was last heard of */
  readonly watchdogAt: Date | null;
  /** what its Alertmanager calls us, by its last delivery */
  readonly receiver: string | null;
  /** when what it told was last held against its Prometheus */
  readonly reconciledAt: Date | null;
  /** why that was not possible the last time */
  readonly reconcileTrouble: string | null;
  readonly disagreement: Disagreement;
}

/** Alerts of which a source and its Prometheus say different things. */
export interface Disagreement {
  /** they fire, and nothing was told of them yet */
  readonly waiting: number;
  /** they fire, and are silenced or inhibited */
  readonly suppressed: number;
  /** they fire, and the routes of Alertmanager lead elsewhere */
  readonly elsewhere: number;
  /** they are called over, and nothing bears it out */
  readonly unconfirmed: number;
}

/**
 * Whether ends that a source tells are believed only once they are borne out: when Prometheus dies its alerts expire in Alertmanager, which
 * then calls them resolved. Of a source that nobody can ask, and of which no heartbeat is expected, there is nothing to bear them out.
 */
export function holdsEnds({
  prometheus,
  watchdogSeconds,
}: Pick<Source, 'prometheus' | 'watchdogSeconds'>): boolean {
  return prometheus !== null || watchdogSeconds !== null;
}

/** A source, and what is known of it besides. */
export interface SourceView {
  readonly source: Source;
  readonly signs: SourceSigns;
}

/** What incidents about this instance itself are about. */
export const OWN_SUBJECT = 'leitstand';

/** What tokens of sources begin with, so that secret scanners know them. */
export const SOURCE_TOKEN_PREFIX = 'lsa_';

/**
 * What a source becomes by a write; itself when it says nothing new.
 * @param fresh id of a new one
 */
export function nextSource(
  before: Source | null,
  slug: string,
  content: SourceContent,
  fresh: string,
  now: Date,
): Source {
  const settled = {
    ...content,
    territories: [...new Set([content.territory, ...content.territories])].toSorted(),
  };
  if (before && sameJson(contentOf(before), contentOf(settled))) return before;
  return {
    id: before?.id ?? fresh,
    slug,
    ...settled,
    version: (before?.version ?? 0) + 1,
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
  };
}

/** What is to be said of a write, by what was there before and what is there after it (null = nothing). */
export function sourceChange(before: Source | null, after: Source | null): Change {
  const source = after ?? before;
  if (!source) throw new Error('a change needs a before or an after');
  const { slug, name, territory } = source;
  const territories = [...new Set([territory, before?.territory ?? territory])];
  return {
    entries: territories.map((concerned) => ({
      action: `source.${before ? (after ? 'changed' : 'deleted') : 'created'}`,
      target: { kind: 'source', id: slug, name },
      territory: concerned,
      before: toldIn(concerned, before, contentOf),
      after: toldIn(concerned, after, contentOf),
    })),
    events: territories.map((concerned) => sourceChanged.of([slug], concerned)),
  };
}

function contentOf({
  name,
  kind,
  prometheus,
  groupIntervalSeconds,
  watchdogSeconds,
  territory,
  territories,
  defaultSubject,
  mappings,
  severities,
}: SourceContent) {
  const belief = { prometheus, groupIntervalSeconds, watchdogSeconds };
  return { name, kind, ...belief, territory, territories, defaultSubject, mappings, severities };
}

function sameJson(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
