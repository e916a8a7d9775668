import { useEffect } from 'react';
import { armedConsole } from '../../api/ring/armed-console.js';

const RETRY_MS = 2_000;

/** Rings while there is anything to ring for, and says of each that it was heard: once its sound has played, never before. */
export function useSound(ids: readonly string[], isArmed: boolean): void {
  const all = ids.join(' ');
  useEffect(() => {
    if (!isArmed || all === '') return undefined;
    let over = false;
    const confirm = async (id: string): Promise<void> => {
      while (!over && !(await armedConsole.confirm(id)))
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    };
    void armedConsole.bell.ring().then(async (played) => {
      if (over) return;
      if (played) await Promise.all(all.split(' ').map(confirm));
      else await armedConsole.unarm('silent');
    });
    return () => {
      over = true;
      armedConsole.bell.hush();
    };
  }, [all, isArmed]);
}
