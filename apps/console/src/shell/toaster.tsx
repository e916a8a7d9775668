import '@mantine/notifications/styles.css';
import { Notifications } from '@mantine/notifications';
import type { ReactElement } from 'react';
import classes from './toaster.module.css';

/** Where toasts appear. */
export function Toaster(): ReactElement {
  return (
    <Notifications
      className={classes.toaster}
      position="bottom-right"
      limit={3}
      autoClose={6000}
      data-print="no"
    />
  );
}
