import type { ReactElement, ReactNode } from 'react';
import classes from './settings.module.css';

/** One personal setting: its name on the left, the control and what it means on the right. */
export function SettingRow({
  label,
  id,
  hint,
  children,
}: {
  label: string;
  id?: string;
  hint?: ReactNode;
  children: ReactNode;
}): ReactElement {
  return (
    <div className={classes.row}>
      {id ? <label htmlFor={id}>{label}</label> : <span className={classes.rowLabel}>{label}</span>}
      <div>
        {children}
        {hint && <div className={classes.hint}>{hint}</div>}
      </div>
    </div>
  );
}
