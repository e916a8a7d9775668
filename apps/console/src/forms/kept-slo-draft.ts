import { useEffect } from 'react';
import type { GuidedValues } from './slo-guided-values.js';

/** What was typed into the form of a new SLO. */
interface Draft {
  readonly values: GuidedValues;
  readonly text: string | null;
}

let current: Draft | null = null;
let kept: Draft | null = null;

/** Call where a link leads away from the form on the way to it: to the subject it needs. */
export function keepDraft(): void {
  kept = current;
}

/** What the form held when somebody left for what it needs; null otherwise. */
export function keptDraft(): Draft | null {
  return kept;
}

/** Says what there is to keep. What was kept is taken out once, by the form that comes next. */
export function useDraftToKeep(values: GuidedValues, text: string | null): void {
  useEffect(() => {
    kept = null;
  }, []);
  useEffect(() => {
    current = { values, text };
    return () => {
      current = null;
    };
  }, [values, text]);
}
