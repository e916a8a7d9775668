import { useEffect } from 'react';
import { isThere } from '../api/is-there.js';
import { deviceNow } from '../stores/server-clock.js';

const EVERY_MS = 5_000;
/** A file that is there and still does not run must not make the tab load for ever. */
const NOT_AGAIN_MS = 60_000;
const TRIED = 'leitstand.loadedAnew';
/** The file that a browser names when it could not be fetched: `…imported module: http://host/assets/page.js`. */
const FILE = /(?:https?:\/)?\/\S+\.(?:js|css)/;

/**
 * Tries again by itself once a file that did not arrive can be had, which is looked at every few seconds.
 * @param complaint what the browser said of it; null = nothing is missing
 * @param retry kept the same while nothing changes
 */
export function useOnArrival(complaint: string | null, retry: () => void): void {
  useEffect(() => {
    const file = complaint === null ? undefined : FILE.exec(complaint)?.[0];
    if (file === undefined) return undefined;
    const look = async (): Promise<void> => {
      if (deviceNow() - Number(sessionStorage.getItem(TRIED)) < NOT_AGAIN_MS) return;
      if (!(await isThere(file))) return;
      sessionStorage.setItem(TRIED, String(deviceNow()));
      retry();
    };
    const timer = setInterval(() => void look(), EVERY_MS);
    return () => clearInterval(timer);
  }, [complaint, retry]);
}
