import '@mantine/notifications/styles.css';
import { Notifications } from '@mantine/notifications';
import type { ReactElement } from 'react';

/** Where toasts appear. */
export function Toaster(): ReactElement {
  return <Notifications position="bottom-right" limit={3} autoClose={6000} data-print="no" />;
}
