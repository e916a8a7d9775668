import { useEffect } from 'react';
import { armedConsole } from '../../api/ring/armed-console.js';

const RETRY_MS = 2_000;

/** Rings while there is anything to ring for, and says of each that it was heard: once its sound has played, never before. */
export function useSound(ids: readonly string[], isArmed: boolean): void {
  const all = ids.join(' ');
  useEffect(() => {
    if (!isArmed || all === '') return undefined;
    const over = new AbortController();
    const confirm = async (id: string): Promise<void> => {
      while (!over.signal.aborted && !(await armedConsole.confirm(id)))
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    };
    void armedConsole.bell.ring().then(async (played) => {
      if (over.signal.aborted) return;
      if (played) await Promise.all(all.split(' ').map(confirm));
      else await armedConsole.unarm('silent');
    });
    return () => {
      over.abort();
      armedConsole.bell.hush();
    };
  }, [all, isArmed]);
}
