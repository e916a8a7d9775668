import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { deviceAhead } from '../../stores/server-clock.js';
import { useStore } from '../../stores/store.js';
import { CalmArea } from '../../ui/calm-area.js';
import { StatusShape } from '../../ui/status-shape.js';
import { formatDuration } from '../../util/format/duration.js';
import classes from './ring.module.css';

/** A clock that is off by less does no harm. */
const OFF_MS = 30_000;
const TOLD = 'leitstand.clockTold';

/** Seconds matter where there are no minutes. */
const roundly = (seconds: number): number =>
  seconds < 60 ? seconds : Math.round(seconds / 60) * 60;

/** Says once that the clock of this device is wrong, and that the server's counts. */
export function ClockBar(): ReactElement | null {
  const t = useT();
  const language = useLanguage();
  const ahead = useStore(deviceAhead) ?? 0;
  const [told, setTold] = useState(() => sessionStorage.getItem(TOLD) !== null);
  if (told || Math.abs(ahead) <= OFF_MS) return null;
  const tell = (): void => {
    sessionStorage.setItem(TOLD, 'told');
    setTold(true);
  };
  return (
    <CalmArea className={classes.bar} label={t('ring:clock.bar')}>
      <div className={classes.paged}>
        <p role="status" className={classes.line}>
          <StatusShape tone="warn" size={16} />
          <span>
            {t('ring:clock.off', {
              by: formatDuration(roundly(Math.abs(ahead) / 1_000), language, 'long'),
              way: ahead > 0 ? 'ahead' : 'behind',
            })}
          </span>
        </p>
        <div className={classes.actions}>
          <Button variant="default" onClick={tell}>
            {t('ring:clock.seen')}
          </Button>
        </div>
      </div>
    </CalmArea>
  );
}
