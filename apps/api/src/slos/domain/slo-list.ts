import type { BudgetState, BurnState } from '#contract';

/** Which SLOs a list shows. */
export interface SloFilter {
  /** part of slug, name or subject */
  readonly q?: string | undefined;
  readonly team?: string | undefined;
  readonly subject?: string | undefined;
  readonly territory?: string | undefined;
  readonly budget?: BudgetState | undefined;
  readonly burn?: BurnState | undefined;
  /** `name` or `name=value` */
  readonly label?: string | undefined;
}

/** Orders of a list. `urgency`: soonest exhaustion first, then least budget. A leading minus turns an order round. */
export const SLO_SORTS = [
  'urgency',
  'name',
  '-name',
  'budget',
  '-budget',
  'burn',
  '-burn',
  'updated',
  '-updated',
] as const;
export type SloSort = (typeof SLO_SORTS)[number];

/** How far a list was read, as an opaque text. */
export function cursorAt(offset: number): string {
  return Buffer.from(`o${offset}`).toString('base64url');
}

/** The place a cursor stands for; null for one that is none of ours. */
export function offsetOf(cursor: string): number | null {
  const match = /^o(\d{1,7})$/.exec(Buffer.from(cursor, 'base64url').toString());
  return match ? Number(match[1]) : null;
}
