import type { BudgetState, BurnState } from './states.js';

/** What of a row of the list is searched, filtered and sorted by; the rows that the API answers are such. */
export interface ListedSlo {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly subject: { readonly slug: string; readonly name: string };
  readonly team: { readonly slug: string; readonly name: string } | null;
  readonly territory: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly objective: { readonly target: string };
  readonly reading: {
    readonly sli: number | null;
    readonly budget: { readonly state: BudgetState; readonly leftShare: number | null };
    readonly burn: { readonly state: BurnState; readonly rate1h: number | null };
    readonly exhaustsAt: string | null;
    readonly coverage: number;
  } | null;
  readonly updatedAt: string;
}

/** Which SLOs a list shows; what is left out, null or empty lets all through. */
export interface SloFilter {
  /** words, each of which stands somewhere in names, slugs, description or labels, whatever the case */
  readonly q?: string | null | undefined;
  /** slug of the team that answers */
  readonly team?: string | null | undefined;
  /** slug of the subject */
  readonly subject?: string | null | undefined;
  readonly territory?: string | null | undefined;
  readonly budget?: BudgetState | null | undefined;
  readonly burn?: BurnState | null | undefined;
  /** `name` or `name=value` */
  readonly label?: string | null | undefined;
}

/** The names of the filters, as query parameters. */
export const SLO_FILTERS = [
  'q',
  'team',
  'subject',
  'territory',
  'budget',
  'burn',
  'label',
] as const satisfies readonly (keyof SloFilter)[];

/**
 * What lists are ordered by. `urgency`: exhausted first, then what runs out (soonest first), at risk, unknown, healthy; then
 * least budget. `state` is the budget's, worst first; `budget` what is left of it; `exhausts` when it runs out.
 */
export const SLO_ORDERS = [
  'urgency',
  'name',
  'subject',
  'team',
  'territory',
  'target',
  'state',
  'sli',
  'budget',
  'burn',
  'exhausts',
  'coverage',
  'updated',
] as const;
export type SloOrder = (typeof SLO_ORDERS)[number];

/** An order, or with a leading minus the other way round; what is not known comes last either way. */
export type SloSort = SloOrder | `-${SloOrder}`;
export const SLO_SORTS: readonly SloSort[] = SLO_ORDERS.flatMap(
  (order) => [order, `-${order}`] as const,
);

/** Takes the minus off. */
export function parseSloSort(sort: SloSort): { order: SloOrder; descending: boolean } {
  const descending = sort.startsWith('-');
  return { order: (descending ? sort.slice(1) : sort) as SloOrder, descending };
}
