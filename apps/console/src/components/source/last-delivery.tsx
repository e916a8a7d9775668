import type { ReactElement } from 'react';
import type { AlertSource } from '../../api/contract.js';
import type { MessageKey } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';
import { TimeText } from '../../ui/time-text.js';

const OUTCOME: Record<NonNullable<AlertSource['lastOutcome']>, MessageKey> = {
  taken: 'sources:outcome.taken',
  unreadable: 'sources:outcome.unreadable',
  'too-large': 'sources:outcome.tooLarge',
};

/** When a source last sent something, how much it was, and what became of it. */
export function LastDelivery({ source }: { source: AlertSource }): ReactElement {
  const t = useT();
  const { lastDeliveryAt, lastOutcome, lastAlerts } = source;
  if (lastDeliveryAt === null || lastOutcome === null)
    return <span className="ls-quiet">{t('sources:never')}</span>;
  return (
    <span>
      <TimeText at={lastDeliveryAt} show="relative" />,{' '}
      {lastOutcome === 'taken' && lastAlerts !== null
        ? t('sources:alerts', { count: lastAlerts })
        : t(OUTCOME[lastOutcome])}
    </span>
  );
}
