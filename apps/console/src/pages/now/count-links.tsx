import type { ReactElement } from 'react';
import type { SloList } from '../../api/contract-slo.js';
import { BUDGET_STATES } from '../../components/slo/slo-state.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { StatusMark } from '../../ui/status-mark.js';
import { paths } from '../../util/paths.js';
import classes from './now.module.css';

const BURN = ['burning', 'rising', 'recovering'] as const;

/** How many SLOs are in which state; each number leads to those SLOs. */
export function CountLinks({ counts }: { counts: SloList['counts'] }): ReactElement {
  const t = useT();
  return (
    <nav className={classes.counts} aria-label={t('now:counts.title')}>
      {BUDGET_STATES.map((state) => (
        <AppLink key={state} to={paths.slos()} search={{ budget: state }} className={classes.count} data-zero={!counts.budget[state] || undefined}>
          <span className={classes.number}>{counts.budget[state] ?? 0}</span>
          <StatusMark status={state} />
        </AppLink>
      ))}
      {BURN.map((state) => (
        <AppLink key={state} to={paths.slos()} search={{ burn: state }} className={classes.count} data-zero={!counts.burn[state] || undefined}>
          <span className={classes.number}>{counts.burn[state] ?? 0}</span>
          <StatusMark status={state} />
        </AppLink>
      ))}
    </nav>
  );
}
