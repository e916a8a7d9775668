import type { ReactElement } from 'react';
import { useLive } from '../hooks/use-live.js';
import { useSystemStatus } from '../api/use-system-status.js';
import { useZone } from '../hooks/use-zone.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { StatusShape } from '../ui/status-shape.js';
import { formatTime } from '../util/format/time.js';
import classes from './system-bar.module.css';

/** The amber bar of a stale page. The state bar already speaks when the whole server is away. */
export function LiveBar(): ReactElement | null {
  const t = useT();
  const language = useLanguage();
  const { zone } = useZone();
  const { state, at } = useLive();
  const { error } = useSystemStatus();
  if (state !== 'stale' || at === null || error !== null) return null;
  return (
    <div className={classes.bar} role="status">
      <p className={classes.line}>
        <StatusShape tone="warn" size={16} />
        <span>{t('shell:live.staleBar', { at: formatTime(at, zone, language, 'seconds') })}</span>
      </p>
    </div>
  );
}
