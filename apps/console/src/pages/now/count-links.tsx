import { BUDGET_STATES, type BudgetState, type BurnState } from '#contract';
import type { ReactElement, ReactNode } from 'react';
import type { SloList } from '../../api/contract-slo.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { StatusMark } from '../../ui/status-mark.js';
import { paths } from '../../util/paths.js';
import type { Search } from '../../util/search.js';
import classes from './now.module.css';

const BURN = ['burning', 'rising', 'recovering'] as const;

function Axis({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <div className={classes.axis}>
      <span className={classes.axisName}>{name}</span>
      {children}
    </div>
  );
}

/** How many SLOs are in which state, on both axes; each number leads to those SLOs. */
export function CountLinks({ counts }: { counts: SloList['counts'] }): ReactElement {
  const t = useT();
  const link = (state: BudgetState | BurnState, count: number, search: Search): ReactElement => (
    <AppLink
      key={state}
      to={paths.slos()}
      search={search}
      className={classes.count}
      data-zero={count === 0 || undefined}
    >
      <span className={classes.number}>{count}</span>
      <StatusMark status={state} />
    </AppLink>
  );
  return (
    <nav className={classes.counts} aria-label={t('now:counts.title')}>
      <Axis name={t('slos:strip.budget')}>
        {BUDGET_STATES.map((state) => link(state, counts.budget[state] ?? 0, { budget: state }))}
      </Axis>
      <Axis name={t('slos:strip.burn')}>
        {BURN.map((state) => link(state, counts.burn[state] ?? 0, { burn: state }))}
      </Axis>
    </nav>
  );
}
