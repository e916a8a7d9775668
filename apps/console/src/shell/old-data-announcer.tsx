import type { ReactElement } from 'react';
import { useSystemStatus } from '../api/use-system-status.js';
import { useLive } from '../hooks/use-live.js';
import { useT } from '../i18n/use-t.js';
import { useOldParts } from '../stores/old-data.js';

/** Reads out once that values are old, however many parts of the page say so; silent while a bar above the page says it already. */
export function OldDataAnnouncer(): ReactElement {
  const t = useT();
  const old = useOldParts();
  const { error } = useSystemStatus();
  const barSpeaks = useLive().state === 'stale' || error !== null;
  return (
    <div role="status" className="ls-visually-hidden">
      {old && !barSpeaks && t('states:stale.announce')}
    </div>
  );
}
