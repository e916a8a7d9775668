import { useMemo } from 'react';
import type { SloRow } from '../../api/contract-slo.js';
import { AsOf } from '../../components/slo/as-of.js';
import { BudgetLeft } from '../../components/slo/budget-left.js';
import { BudgetTime } from '../../components/slo/budget-time.js';
import { BurnNow } from '../../components/slo/burn-now.js';
import { RunsOut } from '../../components/slo/runs-out.js';
import { SloSpark } from '../../components/slo/slo-spark.js';
import { budgetState } from '../../api/nouns/slo-state.js';
import { useT } from '../../i18n/use-t.js';
import type { Translate } from '../../i18n/message-key.js';
import type { Column } from '../../table/column.js';
import { PercentText } from '../../ui/number-text.js';
import { StatusMark } from '../../ui/status-mark.js';
import shared from '../../components/slo/slo.module.css';
import { Chip, LabelsCell, NameCell, ObjectiveCell, SliCell } from './slo-cells.js';
import { DEFAULT_COLUMNS } from '../../components/slo/slo-column-ids.js';
import type { ColumnId } from '../../components/slo/slo-column-ids.js';
import { isSortable } from '../../components/slo/slo-sorts.js';
import type { ChipFilter } from '../../components/slo/slo-view.js';

type Make = Omit<Column<SloRow>, 'id' | 'head' | 'sorts'>;

function numbers(): Partial<Record<ColumnId, Make>> {
  return {
    status: { width: '7.5rem', cell: (row) => <StatusMark status={budgetState(row)} /> },
    objective: { width: '7.375rem', drop: 'medium', cell: (row) => <ObjectiveCell row={row} /> },
    sli: { width: '6.875rem', drop: 'medium', cell: (row) => <SliCell row={row} /> },
    left: {
      width: '9.25rem',
      cell: (row) => <BudgetLeft reading={row.reading} kind={row.subject.kind} brief />,
    },
    time: { width: '9rem', cell: (row) => <BudgetTime row={row} /> },
    burn: { width: '8.625rem', cell: ({ reading }) => <BurnNow reading={reading} /> },
    runsOut: { width: '9rem', cell: ({ reading }) => <RunsOut reading={reading} /> },
    spark: { width: '5rem', drop: 'wide', cell: (row) => <SloSpark row={row} width={60} /> },
    coverage: {
      width: '6rem',
      align: 'end',
      cell: ({ reading }) => <PercentText share={reading?.coverage ?? null} />,
    },
  };
}

/** Columns whose values are filters. */
function chips(
  t: Translate,
  onFilter: (change: ChipFilter) => void,
): Partial<Record<ColumnId, Make>> {
  const only = (name: string): string => t('slo-list:filters.only', { name });
  return {
    name: { link: true, cell: (row) => <NameCell row={row} /> },
    service: {
      width: '8.125rem',
      cell: ({ subject }) => (
        <Chip title={only(subject.name)} onClick={() => onFilter({ subject: subject.slug })}>
          {subject.name}
        </Chip>
      ),
    },
    team: {
      width: '5.75rem',
      drop: 'widest',
      cell: ({ team, reading }) => (
        <span className={shared.two}>
          <span>
            {team === null ? (
              <span className="ls-quiet">–</span>
            ) : (
              <Chip title={only(team.name)} onClick={() => onFilter({ team: team.slug })}>
                {team.name}
              </Chip>
            )}
          </span>
          <span className={shared.second}>
            <AsOf reading={reading} />
          </span>
        </span>
      ),
    },
    territory: {
      width: '5.625rem',
      cell: ({ territory }) => (
        <Chip title={only(territory)} onClick={() => onFilter({ territory })}>
          {territory}
        </Chip>
      ),
    },
    labels: {
      width: '9.375rem',
      cell: (row) => <LabelsCell row={row} onLabel={(label) => onFilter({ label })} />,
    },
  };
}

/** The chosen columns of the list, or the usual ones; two lines per cell, so that every number stands beside what it is measured against. */
export function useSloColumns(
  chosen: readonly ColumnId[] | null,
  onFilter: (change: ChipFilter) => void,
): Column<SloRow>[] {
  const t = useT();
  return useMemo(() => {
    const made: Partial<Record<ColumnId, Make>> = { ...numbers(), ...chips(t, onFilter) };
    return (chosen ?? DEFAULT_COLUMNS).flatMap((id): Column<SloRow>[] => {
      const make = made[id];
      return make ? [{ id, head: t(`slos:column.${id}`), sorts: isSortable(id), ...make }] : [];
    });
  }, [t, chosen, onFilter]);
}
