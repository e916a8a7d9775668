import type { PromqlType } from './functions.js';

export type Shape =
  | 'aggregation'
  | 'calculation'
  | 'call'
  | 'number'
  | 'parentheses'
  | 'range'
  | 'selector'
  | 'sign'
  | 'string'
  | 'subquery';

/** What one evaluation of a term asks of the series it reads. */
export interface Cost {
  /** How far back it looks, in seconds. */
  readonly reach: number;
  /** How often its selectors are evaluated: once each, within subqueries once a step; a subquery without any, as one. */
  readonly steps: number;
  /** Seconds of samples that its ranges read, each as often as it is evaluated. */
  readonly read: number;
}

/** A part of an expression that was read. */
export interface Term extends Cost {
  readonly shape: Shape;
  readonly type: PromqlType;
  readonly from: number;
  /** Carries an offset, or an @. */
  readonly shifted: boolean;
  readonly pinned: boolean;
  /** What a string says. */
  readonly value: string;
}

const FREE: Cost = { reach: 0, steps: 0, read: 0 };

/** The cost of terms that are evaluated together. */
export function together(costs: readonly Cost[]): Cost {
  return {
    reach: costs.reduce((most, { reach }) => Math.max(most, reach), 0),
    steps: costs.reduce((sum, { steps }) => sum + steps, 0),
    read: costs.reduce((sum, { read }) => sum + read, 0),
  };
}

/** A term that carries no modifier yet. */
export function term(shape: Shape, type: PromqlType, from: number, cost: Cost = FREE): Term {
  const { reach, steps, read } = cost;
  return { shape, type, from, reach, steps, read, shifted: false, pinned: false, value: '' };
}
