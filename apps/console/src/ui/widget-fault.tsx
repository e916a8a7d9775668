import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { useT } from '../i18n/use-t.js';
import { CopyText } from './copy-text.js';
import { StatePanel } from './state-panel.js';

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
