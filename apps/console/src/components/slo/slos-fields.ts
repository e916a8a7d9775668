import { BUDGET_STATES, BURN_STATES, type BudgetState, type BurnState } from '#contract';
import { columnsField } from '../../util/chosen-columns.js';
import { choice, oneOf, oneOfText, text } from '../../util/url-state.js';
import { SLO_COLUMNS } from './slo-column-ids.js';
import { GROUPINGS } from './slo-groups.js';

/** What the SLO list keeps in its address; the territory is shared with the frame. */
export const SLO_FIELDS = {
  q: text(),
  budget: oneOf<BudgetState>(BUDGET_STATES),
  burn: oneOf<BurnState>(BURN_STATES),
  team: oneOfText(),
  subject: oneOfText(),
  label: oneOfText(),
  territory: oneOfText(),
  group: choice(GROUPINGS, 'none'),
  sort: text(),
  columns: columnsField(SLO_COLUMNS),
};
