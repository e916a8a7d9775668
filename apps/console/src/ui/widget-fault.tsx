import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import { useLive } from '../hooks/use-live.js';
import { useOnArrival } from '../hooks/use-on-arrival.js';
import { useT } from '../i18n/use-t.js';
import { CopyText } from './copy-text.js';
import { StatePanel } from './state-panel.js';

/** Tries again by itself when the server is back; null = nothing to try. */
function useOnReturn(retry: (() => void) | null): void {
  const { state } = useLive();
  const away = useRef(false);
  useEffect(() => {
    if (state === 'live' && away.current) retry?.();
    away.current = state === 'stale' || state === 'reconnecting' || state === 'polling';
  }, [state, retry]);
}

/**
 * What stands in place of a part of the page that broke while drawing.
 * @param props.missing its code did not arrive, which is no fault of its own
 * @param props.page it is the whole page
 */
export function WidgetFault({
  fault,
  missing,
  page,
  onRetry,
}: {
  fault: Error;
  missing: boolean;
  page: boolean;
  onRetry: () => void;
}): ReactElement {
  const t = useT();
  const title = t(missing ? 'states:error.title' : 'states:error.widgetTitle');
  useOnReturn(missing ? onRetry : null);
  useOnArrival(missing ? fault.message : null, onRetry);
  useEffect(() => {
    if (page) document.title = `${title} · Leitstand`;
  }, [page, title]);
  return (
    <StatePanel
      tone="bad"
      role="alert"
      title={title}
      action={
        <Button variant="default" onClick={onRetry}>
          {t('common:retry')}
        </Button>
      }
    >
      <p>{t(missing ? 'states:error.missingText' : 'states:error.widgetText')}</p>
      {missing ? null : <CopyText text={`${fault.name}: ${fault.message}`} />}
    </StatePanel>
  );
}
