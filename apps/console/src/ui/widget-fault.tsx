import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { useT } from '../i18n/use-t.js';
import { CopyText } from './copy-text.js';
import { StatePanel } from './state-panel.js';

/** What stands in place of a part of the page that broke while drawing. */
export function WidgetFault({
  fault,
  onRetry,
}: {
  fault: Error;
  onRetry: () => void;
}): ReactElement {
  const t = useT();
  return (
    <StatePanel
      tone="bad"
      role="alert"
      title={t('states:error.widgetTitle')}
      action={
        <Button variant="default" onClick={onRetry}>
          {t('common:retry')}
        </Button>
      }
    >
      <p>{t('states:error.widgetText')}</p>
      <CopyText text={`${fault.name}: ${fault.message}`} />
    </StatePanel>
  );
}
