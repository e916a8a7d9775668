import { useCallback, useMemo } from 'react';
import type { ReactElement } from 'react';
import type { SloRow } from '../../api/contract-slo.js';
import { useT } from '../../i18n/use-t.js';
import { DataTable } from '../../table/data-table.js';
import { useRowKeys } from '../../table/use-row-keys.js';
import { paths } from '../../util/paths.js';
import { SloCard } from './slo-card.js';
import { groupRows } from './slo-order.js';
import type { Grouping } from './slo-order.js';
import classes from './slos.module.css';
import { useSloColumns } from './use-slo-columns.js';

export interface SloTableProps {
  rows: readonly SloRow[];
  group: Grouping;
  sort: string;
  onSort: (sort: string) => void;
  onTeam: (team: string) => void;
}

/** The list as one table, or one table per group with the most urgent group first. */
export function SloTable({ rows, group, sort, onSort, onTeam }: SloTableProps): ReactElement {
  const t = useT();
  const keys = useRowKeys<HTMLDivElement>();
  const teamCell = useCallback(
    ({ team }: SloRow) =>
      team === null ? <span className="ls-quiet">–</span> : <button type="button" className={classes.cellChip} onClick={() => onTeam(team.slug)}>{team.name}</button>,
    [onTeam],
  );
  const columns = useSloColumns(teamCell);
  const groups = useMemo(() => groupRows(rows, group), [rows, group]);
  const table = (label: string, items: readonly SloRow[]): ReactElement => (
    <DataTable
      label={label} rows={items} columns={columns} rowId={({ slug }) => slug} href={({ slug }) => paths.slo(slug)}
      sort={sort} onSort={onSort} card={(row) => <SloCard row={row} />} rowHeight={49}
    />
  );
  if (group === 'none') return <div ref={keys}>{table(t('slos:title'), rows)}</div>;
  return (
    <div ref={keys} className={classes.groups}>
      {groups.map(({ key, name, rows: items }) => {
        const title = name ?? t(group === 'tier' ? 'slos:noTier' : 'slos:noTeam');
        return (
          <section key={key}>
            <h2 className={classes.groupTitle}>{title} <span className="ls-quiet ls-num">{items.length}</span></h2>
            {table(title, items)}
          </section>
        );
      })}
    </div>
  );
}
