import { useMemo } from 'react';
import type { SloRow } from '../../api/contract-slo.js';
import { AsOf } from '../../components/slo/as-of.js';
import { BudgetLeft } from '../../components/slo/budget-left.js';
import { BurnNow } from '../../components/slo/burn-now.js';
import { sliDigits } from '../../components/slo/objective.js';
import { RunsOut } from '../../components/slo/runs-out.js';
import { SloSpark } from '../../components/slo/slo-spark.js';
import { budgetState, burnState, BURN_STATES, BUDGET_STATES } from '../../components/slo/slo-state.js';
import { SloTags } from '../../components/slo/slo-tags.js';
import { useWindowText } from '../../components/slo/use-slo-text.js';
import { ObjectiveText } from '../../components/slo/objective-text.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import type { Column } from '../../table/column.js';
import { PercentText } from '../../ui/number-text.js';
import { StatusMark } from '../../ui/status-mark.js';
import { formatPercent } from '../../util/format/number.js';
import shared from '../../components/slo/slo.module.css';
import classes from './slos.module.css';

/** The SLI with two digits more than its target; what was not covered is said below it. */
export function SliCell({ row }: { row: SloRow }) {
  const t = useT();
  const language = useLanguage();
  const { reading, objective } = row;
  return (
    <span className={shared.two}>
      <PercentText share={reading?.sli ?? null} digits={sliDigits(objective.target)} />
      {reading !== null && reading.total > 0 && reading.coverage < 0.995 && (
        <span className={classes.coverage}>{t('slos:coverage', { share: formatPercent(reading.coverage, language, 0) })}</span>
      )}
    </span>
  );
}

/** Name, what it is about, and what must be known before reading its numbers. */
function NameCell({ row }: { row: SloRow }) {
  return (
    <span className={shared.two}>
      <span className={classes.name}>{row.name}</span>
      <span className={classes.about}>
        <span className={shared.second}>{row.subject.name}</span>
        <SloTags row={row} />
      </span>
    </span>
  );
}

/** The columns of the list; two lines per cell, so that every number stands beside what it is measured against. */
export function useSloColumns(teamCell: (row: SloRow) => React.ReactNode): Column<SloRow>[] {
  const t = useT();
  const windowText = useWindowText();
  return useMemo(
    () => [
      { id: 'status', head: t('slos:column.status'), cell: (row) => <StatusMark status={budgetState(row)} />, value: (row) => BUDGET_STATES.indexOf(budgetState(row)) },
      { id: 'name', head: t('slos:column.name'), link: true, cell: (row) => <NameCell row={row} />, value: ({ name }) => name },
      {
        id: 'objective', head: t('slos:column.objective'), drop: 'medium', value: ({ objective }) => Number(objective.target),
        cell: ({ objective }) => (
          <span className={shared.two}>
            <ObjectiveText objective={objective} />
            <span className={shared.second}>{windowText(objective.window)}</span>
          </span>
        ),
      },
      { id: 'sli', head: t('slos:column.sli'), align: 'end', drop: 'medium', cell: (row) => <SliCell row={row} />, value: ({ reading }) => reading?.sli ?? null },
      { id: 'left', head: t('slos:column.left'), cell: (row) => <BudgetLeft reading={row.reading} kind={row.subject.kind} />, value: ({ reading }) => reading?.budget.leftShare ?? null },
      { id: 'burn', head: t('slos:column.burn'), cell: ({ reading }) => <BurnNow reading={reading} />, value: (row) => BURN_STATES.indexOf(burnState(row)) * -1000 + (row.reading?.burn.rate1h ?? 0) },
      { id: 'runsOut', head: t('slos:column.runsOut'), cell: ({ reading }) => <RunsOut reading={reading} />, value: ({ reading }) => (reading?.exhaustsAt ? Date.parse(reading.exhaustsAt) : null) },
      { id: 'spark', head: t('slos:column.spark'), drop: 'wide', cell: (row) => <SloSpark row={row} width={64} /> },
      {
        id: 'team', head: t('slos:column.team'), drop: 'widest', value: ({ team }) => team?.name ?? null,
        cell: (row) => (
          <span className={shared.two}>
            <span>{teamCell(row)}</span>
            <span className={shared.second}><AsOf reading={row.reading} /></span>
          </span>
        ),
      },
    ],
    [t, windowText, teamCell],
  );
}
