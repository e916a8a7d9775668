import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { beforeSignOut } from '../stores/session.js';
import { forgetLastKnown, keepLastKnown } from './last-known.js';

/** Keeps the program and what was seen last on the device, so that both are there without a network. */
export function OfflineKeeper(): null {
  const client = useQueryClient();
  useEffect(() => {
    // Over plain http, and in some private windows, there is none.
    if ('serviceWorker' in navigator)
      navigator.serviceWorker.register('/sw.js').catch(() => undefined);
    const stop = keepLastKnown(client);
    beforeSignOut(async () => {
      stop();
      await forgetLastKnown();
    });
    return stop;
  }, [client]);
  return null;
}
