import { useEffect, useState } from 'react';
import { deviceAhead, serverNow } from '../stores/server-clock.js';

/** The present moment by the server's clock, renewed every `everyMs`; standing still while the tab is hidden. */
export function useNow(everyMs = 30_000): Date {
  const [now, setNow] = useState(() => new Date(serverNow()));
  useEffect(() => {
    const set = (): void => setNow(new Date(serverNow()));
    const tick = (): void => {
      if (!document.hidden) set();
    };
    const timer = setInterval(tick, everyMs);
    // As soon as the server's clock is known, or turns out to be another.
    const stop = deviceAhead.subscribe(set);
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      stop();
      document.removeEventListener('visibilitychange', tick);
    };
  }, [everyMs]);
  return now;
}
