import type { ReactElement } from 'react';
import type { Reading } from '../../api/contract-slo.js';
import { firingSince, isBehind } from '../../api/nouns/slo-state.js';
import { useT } from '../../i18n/use-t.js';
import { TimeText } from '../../ui/time-text.js';
import { MeasuredUntil } from './measured-until.js';

/** Since when alerts about the burn fire, and that the figures beside it are still those of before; nothing while none does. */
export function FiringSince({ reading }: { reading: Reading | null }): ReactElement | null {
  const t = useT();
  const since = firingSince(reading);
  if (since === null) return null;
  return (
    <span className="ls-quiet">
      {t('slos:burn.firingSince')} <TimeText at={since} show="datetime" />
      {reading !== null && isBehind(reading) && (
        <>
          {' · '}
          <MeasuredUntil at={reading.asOf} />
        </>
      )}
    </span>
  );
}
