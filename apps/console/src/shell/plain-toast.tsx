import type { ReactElement } from 'react';
import { useLastToast } from '../hooks/use-toast.js';
import classes from './plain-toast.module.css';

/** In place of the toaster, where its code did not arrive: what is said has to be said all the same. */
export function PlainToast(): ReactElement {
  const message = useLastToast();
  return (
    <div role="status" className={classes.toast} data-said={message !== null}>
      {message}
    </div>
  );
}
