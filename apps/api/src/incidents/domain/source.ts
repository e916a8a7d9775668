import type { SourceKind } from '#contract';
import type { Change } from '../../catalog/domain/change.js';
import type { ContentOf, Named } from '../../catalog/domain/resource.js';
import { sourceChanged } from './incident-events.js';
import type { SourceRules } from './placement.js';

/** What sends alerts. */
export interface Source extends Named, SourceRules {
  readonly kind: SourceKind;
  /** which Prometheus evaluates its rules: the one that this instance asks; null = none that can be asked */
  readonly prometheus: 'instance' | null;
  /** of its Alertmanager: what fires and was not told of for two of them was lost on the way */
  readonly groupIntervalSeconds: number;
  /** how often its alert that always fires comes; null = none is expected, and silence goes unnoticed */
  readonly watchdogSeconds: number | null;
}

export type SourceContent = ContentOf<Source>;

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
  /** how many alerts its last delivery held; 0 of one that could not be read */
  readonly lastAlerts: number | null;
  /** when an alert that always fires was last heard of */
  readonly watchdogAt: Date | null;
  /** what its Alertmanager calls us, by its last delivery */
  readonly receiver: string | null;
  /** when what it told was last held against its Prometheus */
  readonly reconciledAt: Date | null;
  /** why that was not possible the last time */
  readonly reconcileTrouble: string | null;
  readonly disagreement: Disagreement;
  /** how many of its alerts are open, as far as is known */
  readonly openAlerts: number;
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

/** A source as it is shown: also whether it was expected to be heard by now, and was not. */
export interface ShownSource extends SourceView {
  readonly silent: boolean;
}

/** What tokens of sources begin with, so that secret scanners know them. */
export const SOURCE_TOKEN_PREFIX = 'lsa_';

/** What is to be said where a source was given a token, in place of the one it had; nothing of the token. */
export function tokenMade({ slug, name, territory }: Source): Change {
  const target = { kind: 'source', id: slug, name };
  return {
    entries: [{ action: 'source.token-made', target, territory }],
    events: [sourceChanged.of([slug], territory)],
  };
}

/** What is to be said where somebody gave up alerts of a source: nothing that could be asked would have ended them. */
export function givenUp({ slug, name, territory }: Source, alerts: number): Change {
  const target = { kind: 'source', id: slug, name };
  return {
    entries: [{ action: 'source.given-up', target, territory, after: { alerts } }],
    events: [sourceChanged.of([slug], territory)],
  };
}

/** The content that a writer's stands for: a source's own territory is among its territories, each once and in order. */
export function settledSource(content: SourceContent): SourceContent {
  const territories = new Set([content.territory, ...content.territories]);
  return { ...content, territories: [...territories].toSorted() };
}
