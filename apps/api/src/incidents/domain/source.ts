import type { SourceKind } from '#contract';
import type { Change } from '../../catalog/domain/change.js';
import type { ContentOf, Named } from '../../catalog/domain/resource.js';
import { sourceChanged } from './incident-events.js';
import type { SourceRules } from './placement.js';

/** What sends alerts. */
export interface Source extends Named, SourceRules {
  readonly kind: SourceKind;
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
  /** when an alert that always fires was last heard of */
  readonly watchdogAt: Date | null;
}

/** A source, and what is known of it besides. */
export interface SourceView {
  readonly source: Source;
  readonly signs: SourceSigns;
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

/** The content that a writer's stands for: a source's own territory is among its territories, each once and in order. */
export function settledSource(content: SourceContent): SourceContent {
  const territories = new Set([content.territory, ...content.territories]);
  return { ...content, territories: [...territories].toSorted() };
}
