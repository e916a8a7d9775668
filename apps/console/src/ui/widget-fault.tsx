import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import { useLive } from '../hooks/use-live.js';
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
 */
export function WidgetFault({
  fault,
  missing,
  onRetry,
}: {
  fault: Error;
  missing: boolean;
  onRetry: () => void;
}): ReactElement {
  const t = useT();
  useOnReturn(missing ? onRetry : null);
  return (
    <StatePanel
      tone="bad"
      role="alert"
      title={t(missing ? 'states:error.title' : 'states:error.widgetTitle')}
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
