import type { ReactElement } from 'react';
import { useT } from '../../i18n/use-t.js';
import { TimeText } from '../../ui/time-text.js';

/** Up to when things are counted, where what somebody looks for came later. */
export function MeasuredUntil({ at }: { at: string }): ReactElement {
  const t = useT();
  return (
    <>
      {t('slos:column.evaluated')} <TimeText at={at} show="time" />
    </>
  );
}
