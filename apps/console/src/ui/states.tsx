import { Button } from '@mantine/core';
import { useEffect } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { useZone } from '../hooks/use-zone.js';
import { noteOldPart } from '../stores/old-data.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { formatTime } from '../util/format/time.js';
import { CopyText } from './copy-text.js';
import { StatePanel } from './state-panel.js';
import { StatusShape } from './status-shape.js';
import classes from './states.module.css';

/** Nothing here yet: what this is, why it is empty, one action, one command line. */
export function EmptyState({
  title,
  children,
  action,
  cli,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  cli?: string;
}): ReactElement {
  return (
    <StatePanel title={title} action={action} cli={cli}>
      {children}
    </StatePanel>
  );
}

/** There is something, but the filters hide all of it. `total` is how many there are without filters, when known. */
export function FilteredEmptyState({
  total,
  onClear,
}: {
  total: number | null;
  onClear: () => void;
}): ReactElement {
  const t = useT();
  return (
    <StatePanel
      title={
        total === null ? t('states:filtered.unknownTotal') : t('states:filtered.title', { total })
      }
      action={
        <Button variant="default" onClick={onClear}>
          {t('common:clearFilters')}
        </Button>
      }
    >
      <p>{t('states:filtered.text')}</p>
    </StatePanel>
  );
}

export interface ErrorStateProps {
  /** What failed, in the words of the page. */
  title?: string;
  detail: string;
  requestId: string | null;
  onRetry?: () => void;
}

/** What failed, why as far as known, the reference for the logs, and Retry. */
export function ErrorState({ title, detail, requestId, onRetry }: ErrorStateProps): ReactElement {
  const t = useT();
  return (
    <StatePanel
      tone="bad"
      role="alert"
      title={title ?? t('states:error.title')}
      action={
        onRetry && (
          <Button variant="default" onClick={onRetry}>
            {t('common:retry')}
          </Button>
        )
      }
    >
      <p>{detail}</p>
      {requestId && (
        <CopyText
          text={requestId}
          shown={t('states:error.reference', { id: requestId })}
          label={t('states:error.copyReference')}
        />
      )}
    </StatePanel>
  );
}

/** No permission: names the role that has it and who grants it. */
export function ForbiddenState({
  text,
  permission,
}: {
  text: string;
  permission: string;
}): ReactElement {
  const t = useT();
  return (
    <StatePanel tone="none" title={t('states:forbidden.title')}>
      <p>
        {text} {t('states:forbidden.grant')}
      </p>
      <p className="ls-small">
        {t('states:forbidden.missing')} <code>{permission}</code>
      </p>
    </StatePanel>
  );
}

/** Shown above data that could not be renewed: the last good values stay on screen, dated. The frame reads it out, once for all parts. */
export function StaleBanner({
  at,
  detail,
  onRetry,
}: {
  at: Date | string;
  detail: string;
  onRetry?: () => void;
}): ReactElement {
  const t = useT();
  const language = useLanguage();
  const { zone } = useZone();
  useEffect(noteOldPart, []);
  return (
    <div className={classes.stale}>
      <StatusShape tone="warn" size={16} />
      <span>
        {t('states:stale.title', { at: formatTime(new Date(at), zone, language, 'seconds') })}{' '}
        {t('states:stale.why')} {detail}
      </span>
      {onRetry && (
        <button type="button" className={classes.retry} onClick={onRetry}>
          {t('common:retry')}
        </button>
      )}
    </div>
  );
}
