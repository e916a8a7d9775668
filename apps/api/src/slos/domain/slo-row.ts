import { objectiveOf, thresholdsOf, type Objective, type SloDocument } from '#slo';

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
