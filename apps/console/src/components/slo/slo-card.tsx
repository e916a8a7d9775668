import type { ReactElement } from 'react';
import type { SloRow } from '../../api/contract-slo.js';
import { BudgetLeft } from './budget-left.js';
import { BurnNow } from './burn-now.js';
import { FiringSince } from './firing-since.js';
import { RunsOut } from './runs-out.js';
import { budgetState, runsOutAt } from '../../api/nouns/slo-state.js';
import { SloTags } from './slo-tags.js';
import { useWindowText } from '../../hooks/use-slo-text.js';
import { ObjectiveText } from './objective-text.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { StatusMark } from '../../ui/status-mark.js';
import { paths } from '../../util/paths.js';
import type { Search } from '../../util/search.js';
import classes from './slo-card.module.css';

/** An SLO on a phone: status, name, promise, budget, and when it runs out. The whole card is the link. */
export function SloCard({ row, search }: { row: SloRow; search?: Search }): ReactElement {
  const t = useT();
  const windowText = useWindowText();
  return (
    <div className={classes.card}>
      <div className={classes.cardTop}>
        <StatusMark status={budgetState(row)} />
        <SloTags row={row} />
      </div>
      <AppLink to={paths.slo(row.slug)} search={search} className={classes.cardLink} data-row-link>
        {row.name}
      </AppLink>
      <span className={classes.cardQuiet}>
        <ObjectiveText objective={row.objective} /> · {windowText(row.objective.window)}
      </span>
      <div className={classes.cardNumbers}>
        <BudgetLeft reading={row.reading} kind={row.subject.kind} />
        <BurnNow reading={row.reading} />
      </div>
      <FiringSince reading={row.reading} />
      {runsOutAt(row.reading) !== null && (
        <span className={classes.cardQuiet}>
          {t('slos:column.runsOut')}: <RunsOut reading={row.reading} inline />
        </span>
      )}
    </div>
  );
}
