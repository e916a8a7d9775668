import { compareSlos, sloMatcher } from '#contract';
import type { SloRow } from '../../api/contract-slo.js';
import { parseSearch, stringifySearch } from '../../util/search.js';
import type { Search } from '../../util/search.js';
import { readFields, writeFields } from '../../util/url-state.js';
import type { FieldValues } from '../../util/url-state.js';
import { groupRows } from './slo-groups.js';
import { sloSort } from './slo-sorts.js';
import { SLO_FIELDS } from './slos-fields.js';

export type SloListState = FieldValues<typeof SLO_FIELDS>;

/** What a chip in a row can narrow the list to. */
export type ChipFilter = Partial<Pick<SloListState, 'team' | 'subject' | 'label' | 'territory'>>;

/** The rows of a view of the list, in the order they stand in it: filtered, most urgent first or as sorted, group after group. */
export function viewRows(items: readonly SloRow[], state: SloListState): SloRow[] {
  const rows = items.filter(sloMatcher(state)).sort(compareSlos('urgency'));
  const sort = sloSort(state.sort);
  const groups = groupRows(rows, state.group);
  return groups.flatMap((group) => (sort ? group.rows.sort(compareSlos(sort)) : group.rows));
}

/** The list's own part of its address; empty when nothing is chosen. The territory belongs to the frame and travels by itself. */
export function viewOf(state: SloListState): Search {
  const { territory: _frame, ...own } = state;
  return writeFields(SLO_FIELDS, {}, own);
}

/** A view as one value of an SLO's address, so that "next" and "up" know which list is meant; '' for the plain list. */
export function writeView(state: SloListState): string {
  return stringifySearch(viewOf(state)).slice(1);
}

/** The state of the list behind a value written by `writeView`; unknown parts are ignored. */
export function readView(view: string, territory: string | null): SloListState {
  return { ...readFields(SLO_FIELDS, parseSearch(view)), territory };
}
