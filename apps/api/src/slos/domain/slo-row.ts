import type { SubjectKind } from '#contract';
import { objectiveOf, thresholdsOf, type Objective, type SloDocument } from '#slo';
import type { JsonText } from '../../platform/kernel/json-text.js';
import type { Reading } from './reading.js';
import type { RulesState } from './slo.js';

/** What lists and details show of an objective. */
export interface ShownObjective {
  readonly kind: 'ratio' | 'latency';
  readonly target: string;
  readonly window: Objective['window'];
  readonly thresholds: readonly { regime: string; seconds: number }[];
}

/** The objective of a document, for people. */
export function shownObjective(document: SloDocument): ShownObjective {
  const objective = objectiveOf(document);
  return {
    kind: objective.indicator.kind,
    target: objective.target.percent,
    window: objective.window,
    thresholds: thresholdsOf(objective),
  };
}

export interface ShownRules {
  readonly state: RulesState;
  readonly message: string | null;
}

/** What a row shows of the SLO's document. */
export interface DocumentShown {
  readonly name: string;
  readonly description: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly objective: ShownObjective;
}

/** Share of the budget left by day, oldest first; null where nobody measured. */
export type Spark = readonly (number | null)[];

/** A row of the list: what a whole screen needs of an SLO. */
export interface SloRow extends DocumentShown {
  readonly id: string;
  readonly slug: string;
  readonly subject: { readonly slug: string; readonly name: string; readonly kind: SubjectKind };
  readonly team: { readonly slug: string; readonly name: string } | null;
  readonly territory: string;
  readonly sample: boolean;
  readonly reading: Reading | null;
  readonly spark: Spark;
  readonly rules: ShownRules;
  readonly version: number;
  readonly updatedAt: Date;
}

/** One SLO with everything a list shows; document, reading and spark as JSON texts, parsed only by whoever looks inside. */
export interface SloRowRecord {
  readonly id: string;
  readonly slug: string;
  readonly territory: string;
  readonly sample: boolean;
  readonly version: number;
  readonly documentJson: string;
  readonly updatedAt: Date;
  readonly subject: { slug: string; name: string; kind: SubjectKind };
  readonly team: { slug: string; name: string } | null;
  readonly rulesState: RulesState;
  readonly rulesMessage: string | null;
  readonly readingJson: JsonText<Reading> | null;
  readonly sparkJson: JsonText<Spark> | null;
}
