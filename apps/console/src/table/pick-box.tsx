import type { ReactElement } from 'react';
import { useT } from '../i18n/use-t.js';
import type { RowPick } from './column.js';
import classes from './data-table.module.css';
import { pickAll, pickOne } from './pick-rows.js';

/** The box of one row. */
export function PickBox({
  id,
  name,
  pick,
}: {
  id: string;
  name: string;
  pick: Pick<RowPick<never>, 'picked' | 'onChange'>;
}): ReactElement {
  const t = useT();
  return (
    <label className={classes.pick}>
      <input
        type="checkbox"
        checked={pick.picked.has(id)}
        aria-label={t('common:pick', { name })}
        onChange={() => pick.onChange(pickOne(pick.picked, id))}
      />
    </label>
  );
}

/** The box in the head: all rows of the table, or none of them. */
export function PickAll<Row>({
  rows,
  pick,
}: {
  rows: readonly { id: string }[];
  pick: RowPick<Row>;
}): ReactElement {
  const t = useT();
  const ids = rows.map(({ id }) => id);
  const count = ids.filter((id) => pick.picked.has(id)).length;
  return (
    <label className={classes.pick}>
      <input
        type="checkbox"
        checked={count > 0 && count === ids.length}
        aria-label={t('common:pickAll')}
        ref={(box) => {
          if (box) box.indeterminate = count > 0 && count < ids.length;
        }}
        onChange={() => pick.onChange(pickAll(pick.picked, ids))}
      />
    </label>
  );
}
