import { BUDGET_STATES, type BudgetState, type BurnState } from '#contract';
import type { ReactElement } from 'react';
import { useT } from '../../i18n/use-t.js';
import { FacetStrip } from '../../ui/facet-strip.js';
import { StatusMark } from '../../ui/status-mark.js';
import type { Facets } from './slo-facets.js';
import classes from './slos.module.css';

export interface CountStripProps {
  facets: Facets;
  budget: BudgetState | null;
  burn: BurnState | null;
  onBudget: (budget: BudgetState | null) => void;
  onBurn: (burn: BurnState | null) => void;
}

const SHOWN_BURN = ['burning', 'rising', 'recovering'] as const satisfies readonly BurnState[];

/** How many are exhausted, at risk, met and unknown, and how many burn: each count is a filter. */
export function CountStrip({
  facets,
  budget,
  burn,
  onBudget,
  onBurn,
}: CountStripProps): ReactElement {
  const t = useT();
  return (
    <div className={classes.strip}>
      <div className={classes.axis}>
        <span className={classes.axisName} aria-hidden="true">
          {t('slos:strip.budget')}
        </span>
        <FacetStrip<BudgetState>
          label={t('slos:strip.budget')}
          chosen={budget}
          onChoose={onBudget}
          facets={BUDGET_STATES.map((id) => ({
            id,
            label: <StatusMark status={id} />,
            count: facets.budget[id],
          }))}
        />
      </div>
      <div className={classes.axis}>
        <span className={classes.axisName} aria-hidden="true">
          {t('slos:strip.burn')}
        </span>
        <FacetStrip<BurnState>
          label={t('slos:strip.burn')}
          chosen={burn}
          onChoose={onBurn}
          facets={SHOWN_BURN.map((id) => ({
            id,
            label: <StatusMark status={id} />,
            count: facets.burn[id],
          }))}
        />
      </div>
    </div>
  );
}
