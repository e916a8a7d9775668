import { Button } from '@mantine/core';
import { isOutOfReach } from '#contract';
import type { ReactElement } from 'react';
import type { AlertSource } from '../../api/contract.js';
import { useT } from '../../i18n/use-t.js';
import { FormNotice } from '../../ui/form-notice.js';

/** That nothing which can be heard could end its alerts, and the way out for whoever may take it; nothing where none is open. */
export function ReachNotice({
  source,
  onGiveUp,
}: {
  source: AlertSource;
  onGiveUp: (() => void) | null;
}): ReactElement | null {
  const t = useT();
  const { openAlerts: count, prometheus, watchdogSeconds } = source;
  if (count === 0 || !isOutOfReach(source)) return null;
  const because = prometheus !== null ? 'prometheus' : watchdogSeconds !== null ? 'silent' : 'none';
  return (
    <FormNotice tone="warn">
      {t('sources:giveUp.open', { count, because })}{' '}
      {onGiveUp && (
        <Button size="compact-sm" variant="default" onClick={onGiveUp}>
          {t('sources:giveUp.ask')}
        </Button>
      )}
    </FormNotice>
  );
}
