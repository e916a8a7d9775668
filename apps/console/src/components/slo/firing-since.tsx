import type { ReactElement } from 'react';
import type { Reading } from '../../api/contract-slo.js';
import { firingSince } from '../../api/nouns/slo-state.js';
import { useT } from '../../i18n/use-t.js';
import { TimeText } from '../../ui/time-text.js';

/** Since when alerts about the burn fire; nothing while none does. */
export function FiringSince({ reading }: { reading: Reading | null }): ReactElement | null {
  const t = useT();
  const since = firingSince(reading);
  if (since === null) return null;
  return (
    <span className="ls-quiet">
      {t('slos:burn.firingSince')} <TimeText at={since} show="datetime" />
    </span>
  );
}
