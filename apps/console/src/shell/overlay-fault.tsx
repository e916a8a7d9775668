import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { useT } from '../i18n/use-t.js';
import { setOverlay } from '../stores/overlays.js';
import { StatePanel } from '../ui/state-panel.js';
import classes from './overlay-fault.module.css';

/** In place of an overlay whose code did not arrive: the page underneath stays as it is, with all that is typed in it. */
export function OverlayFault(): ReactElement {
  const t = useT();
  return (
    <div className={classes.fault}>
      <StatePanel
        tone="bad"
        role="alert"
        title={t('states:error.title')}
        action={
          <Button variant="default" data-autofocus onClick={() => setOverlay(null)}>
            {t('common:close')}
          </Button>
        }
      >
        <p>{t('states:error.overlayText')}</p>
      </StatePanel>
    </div>
  );
}
