import { useEffect, useState } from 'react';

/** Where the browser does not say when it is idle. */
const SOON_MS = 200;

/** False until the browser has drawn what is there and has nothing else to do: for what nobody came for. */
export function useWhenIdle(ready: boolean): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    if (!ready) return undefined;
    const done = () => setIdle(true);
    if ('requestIdleCallback' in window) {
      const asked = requestIdleCallback(done, { timeout: 2_000 });
      return () => cancelIdleCallback(asked);
    }
    const timer = setTimeout(done, SOON_MS);
    return () => clearTimeout(timer);
  }, [ready]);
  return idle;
}
