import { useId } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { ErrorBoundary } from '../../ui/error-boundary.js';
import classes from './slo-detail.module.css';

/** A part of the page under its own heading; it fails alone. */
export function Section({
  title,
  lead,
  tools,
  children,
}: {
  title: string;
  lead?: string;
  tools?: ReactNode;
  children: ReactNode;
}): ReactElement {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.sectionHead}>
        <div>
          <h2 id={id}>{title}</h2>
          {lead && <p className="ls-small ls-quiet">{lead}</p>}
        </div>
        {tools}
      </div>
      <ErrorBoundary>{children}</ErrorBoundary>
    </section>
  );
}
