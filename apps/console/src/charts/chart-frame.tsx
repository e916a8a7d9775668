import { useId, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { csvOf, type CsvCell } from '#contract';
import { useT } from '../i18n/use-t.js';
import { downloadCsv } from '../ui/download.js';
import classes from './chart.module.css';

/** The same data as a table: what people read, and what a file carries with every digit. */
export interface ChartTable {
  head: string[];
  rows: () => { key: string; cells: ReactNode[] }[];
  csvHead: string[];
  csvRows: () => CsvCell[][];
  /** File name without the ending. */
  name: string;
}
export interface ChartFrameProps {
  title: string;
  /** One sentence that says what the picture says. */
  summary: string;
  /** The values at the cursor, or the newest. */
  readout?: ReactNode;
  tools?: ReactNode;
  table?: ChartTable;
  children: ReactNode;
}

function TableView({ table, label }: { table: ChartTable; label: string }): ReactElement {
  return (
    <div className={classes.table} tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            {table.head.map((head, index) => (
              <th key={head} scope="col" data-align={index === 0 ? undefined : 'end'}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows().map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, index) => (
                <td key={index} data-align={index === 0 ? undefined : 'end'}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A chart with its title, its one-sentence summary, its data as a table, and its data as a file. */
export function ChartFrame({
  title,
  summary,
  readout,
  tools,
  table,
  children,
}: ChartFrameProps): ReactElement {
  const t = useT();
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className={classes.figure} aria-labelledby={id}>
      <div className={classes.head}>
        <div className={classes.title}>
          <h3 id={id}>{title}</h3>
          {readout !== undefined && !asTable && <div className={classes.readout}>{readout}</div>}
        </div>
        <div className={classes.tools} data-print="no">
          {tools}
          {table && (
            <>
              <button type="button" className={classes.tool} onClick={() => setAsTable(!asTable)}>
                {t(asTable ? 'charts:showChart' : 'charts:showTable')}
              </button>
              <button
                type="button"
                className={classes.tool}
                aria-label={t('charts:csv')}
                title={t('charts:csv')}
                onClick={() =>
                  downloadCsv(`${table.name}.csv`, csvOf(table.csvHead, table.csvRows()))
                }
              >
                {t('charts:csvShort')}
              </button>
            </>
          )}
        </div>
      </div>
      {asTable && table ? <TableView table={table} label={title} /> : children}
      <figcaption className={classes.summary}>{summary}</figcaption>
    </figure>
  );
}
