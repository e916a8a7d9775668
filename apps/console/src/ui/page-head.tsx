import type { ReactElement, ReactNode } from 'react';
import { useEffect, useMemo } from 'react';
import { usePageActions } from '../stores/page-actions.js';
import { useGo } from '../hooks/use-go.js';
import { useT } from '../i18n/use-t.js';
import { AppLink } from './app-link.js';
import type { Path } from '../util/paths.js';
import type { Search } from '../util/search.js';
import classes from './page-head.module.css';

export interface PageHeadProps {
  title: string;
  /** The page one level up. */
  up?: { to: Path; label: string; search?: Search };
  /** Beside the way up: steps to the pages next to this one. */
  steps?: ReactNode;
  /** Status and short facts beside the title. */
  status?: ReactNode;
  /** One sentence or a line of facts under the title. */
  lead?: ReactNode;
  /** The two or three numbers that matter, as `HeadFigure`. */
  figures?: ReactNode;
  /** One primary action, at most two quiet ones. */
  actions?: ReactNode;
}

/** The head of every page: title, status, the numbers that matter, one primary action. Also names the tab. */
export function PageHead({
  title,
  up,
  steps,
  status,
  lead,
  figures,
  actions,
}: PageHeadProps): ReactElement {
  useEffect(() => {
    document.title = `${title} · Leitstand`;
  }, [title]);
  useUpAction(up);
  return (
    <header className={classes.head}>
      {up && (
        <div className={classes.way} data-print="no">
          <AppLink to={up.to} search={up.search} className={classes.up}>
            {up.label}
          </AppLink>
          {steps}
        </div>
      )}
      <div className={classes.row}>
        <div className={classes.title}>
          <h1 tabIndex={-1}>{title}</h1>
          {status}
        </div>
        {actions && (
          <div className={classes.actions} data-print="no">
            {actions}
          </div>
        )}
      </div>
      {lead && <div className={classes.lead}>{lead}</div>}
      {figures && <dl className={classes.figures}>{figures}</dl>}
    </header>
  );
}

/** "Go up" in the palette. */
function useUpAction(up: PageHeadProps['up']): void {
  const t = useT();
  const go = useGo();
  const to = up?.to;
  const label = up?.label;
  const search = up?.search;
  const actions = useMemo(
    () =>
      to && label
        ? [{ id: 'up', label: t('shell:palette.up', { page: label }), run: () => go(to, search) }]
        : [],
    [go, label, search, t, to],
  );
  usePageActions(actions);
}
