import type { ReactElement, ReactNode } from 'react';
import classes from './form-notice.module.css';
import { StatusShape } from './status-shape.js';

/** What went wrong with a whole form, above its button and read out at once. */
export function FormNotice({
  children,
  tone = 'bad',
}: {
  children: ReactNode;
  tone?: 'bad' | 'warn' | 'none';
}): ReactElement {
  return (
    <div className={classes.notice} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <StatusShape tone={tone} size={16} />
      <div>{children}</div>
    </div>
  );
}
