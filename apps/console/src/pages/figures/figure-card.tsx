import type { ReactElement } from 'react';
import type { IncidentFigures } from '../../api/contract.js';
import type { Column } from '../../table/column.js';
import classes from './figures.module.css';

type Group = IncidentFigures['subjects'][number];

/** The figures of a team or subject on a phone: each on a line of its own. */
export function FigureCard({
  group,
  columns,
}: {
  group: Group;
  /** The first is what they are of. */
  columns: readonly Column<Group>[];
}): ReactElement {
  const [name, ...figures] = columns;
  return (
    <div className={classes.card}>
      <strong>{name?.cell(group)}</strong>
      <dl className={classes.lines}>
        {figures.map(({ id, head, cell }) => (
          <div key={id}>
            <dt>{head}</dt>
            <dd>{cell(group)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
