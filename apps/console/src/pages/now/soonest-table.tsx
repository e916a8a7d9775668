import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { SloRow } from '../../api/contract-slo.js';
import { BudgetLeft } from '../../components/slo/budget-left.js';
import { BurnNow } from '../../components/slo/burn-now.js';
import { RunsOut } from '../../components/slo/runs-out.js';
import { useT } from '../../i18n/use-t.js';
import { DataTable } from '../../table/data-table.js';
import type { Column } from '../../table/column.js';
import { paths } from '../../util/paths.js';
import { SloCard } from '../../components/slo/slo-card.js';

/** The budgets that run out next at the present burn; `exhausted` is how many are gone already. */
export function SoonestTable({
  rows,
  exhausted,
}: {
  rows: readonly SloRow[];
  exhausted: number;
}): ReactElement {
  const t = useT();
  const columns = useMemo<Column<SloRow>[]>(
    () => [
      { id: 'name', head: t('slos:column.name'), cell: ({ name }) => name },
      {
        id: 'runsOut',
        head: t('slos:column.runsOut'),
        cell: ({ reading }) => <RunsOut reading={reading} />,
      },
      {
        id: 'left',
        head: t('slos:column.left'),
        cell: ({ reading, subject }) => <BudgetLeft reading={reading} kind={subject.kind} />,
      },
      {
        id: 'burn',
        head: t('slos:column.burn'),
        drop: 'medium',
        cell: ({ reading }) => <BurnNow reading={reading} />,
      },
    ],
    [t],
  );
  if (rows.length === 0) return <p className="ls-quiet">{t('now:soonest.none', { exhausted })}</p>;
  return (
    <DataTable
      label={t('now:soonest.title')}
      rows={rows}
      columns={columns}
      rowId={({ slug }) => slug}
      href={({ slug }) => paths.slo(slug)}
      card={(row) => <SloCard row={row} />}
    />
  );
}
