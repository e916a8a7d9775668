import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { useT } from '../../i18n/use-t.js';
import { rememberArmed } from '../../stores/armed-before.js';
import { CalmArea } from '../../ui/calm-area.js';
import { StatusShape } from '../../ui/status-shape.js';
import { pressArm } from './press.js';
import classes from './ring.module.css';

/** Above every page of a tab that was armed and is not any more, until it is again or nobody wants it. */
export function RearmBar(): ReactElement {
  const t = useT();
  return (
    <CalmArea className={classes.bar} label={t('ring:rearm.bar')}>
      <div className={classes.paged}>
        <p role="alert" className={classes.line}>
          <StatusShape tone="warn" size={16} />
          <span>
            <strong>{t('ring:rearm.title')}</strong> {t('ring:rearm.means')}
          </span>
        </p>
        <div className={classes.actions}>
          <Button onClick={pressArm}>{t('ring:rearm.arm')}</Button>
          <Button variant="default" onClick={() => rememberArmed(null)}>
            {t('ring:rearm.leave')}
          </Button>
        </div>
      </div>
    </CalmArea>
  );
}
