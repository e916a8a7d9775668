import type { ReactElement, ReactNode } from 'react';
import { CopyText } from './copy-text.js';
import { StatusShape } from './status-shape.js';
import type { StatusTone } from './status-shape.js';
import { useT } from '../i18n/use-t.js';
import classes from './state-panel.module.css';

export interface StatePanelProps {
  title: string;
  children?: ReactNode;
  tone?: StatusTone;
  /** One primary action. */
  action?: ReactNode;
  /** The same thing on the command line. */
  cli?: string;
  role?: 'alert' | 'status';
}

/** The shared body of the empty, failing, forbidden and not-found states: calm, left-aligned, in place of the content. */
export function StatePanel({
  title,
  children,
  tone,
  action,
  cli,
  role,
}: StatePanelProps): ReactElement {
  const t = useT();
  return (
    <section className={classes.panel} role={role}>
      <h2 className={classes.title}>
        {tone && <StatusShape tone={tone} size={18} />}
        {title}
      </h2>
      {children && <div className={classes.text}>{children}</div>}
      {action && <div className={classes.action}>{action}</div>}
      {cli && (
        <div className={classes.cli}>
          <span className="ls-tiny ls-quiet">{t('states:cli')}</span>
          <CopyText text={cli} />
        </div>
      )}
    </section>
  );
}
