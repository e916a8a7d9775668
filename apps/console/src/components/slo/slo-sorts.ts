import type { SloOrder, SloSort } from '#contract';
import { readSort } from '../../table/sort-state.js';
import type { ColumnId } from './slo-column-ids.js';

/** The order of the API that the head of a column asks for; columns that are not here do not sort. */
const ORDER_OF: Partial<Record<ColumnId, SloOrder>> = {
  status: 'state',
  name: 'name',
  service: 'subject',
  objective: 'target',
  sli: 'sli',
  left: 'budget',
  burn: 'burn',
  runsOut: 'exhausts',
  team: 'team',
  territory: 'territory',
  coverage: 'coverage',
};

/** Whether the head of a column orders the list. */
export const isSortable = (id: ColumnId): boolean => id in ORDER_OF;

/** The order that an address asks for in the words of the API; null for the usual one. */
export function sloSort(sort: string): SloSort | null {
  const found = readSort(sort);
  const order = found && (ORDER_OF as Record<string, SloOrder>)[found.id];
  if (!found || !order) return null;
  return found.desc ? `-${order}` : order;
}
