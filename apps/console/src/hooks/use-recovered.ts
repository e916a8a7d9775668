import { useEffect, useState } from 'react';

const SHOWN_MS = 6_000;

/** True for a few seconds after trouble ended. `troubled` is null while nothing is known yet. */
export function useRecovered(troubled: boolean | null): boolean {
  const [before, setBefore] = useState(troubled);
  const [recovered, setRecovered] = useState(false);
  if (troubled !== null && troubled !== before) {
    setBefore(troubled);
    setRecovered(before === true && !troubled);
  }
  useEffect(() => {
    if (!recovered) return undefined;
    const timer = setTimeout(() => setRecovered(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [recovered]);
  return recovered;
}
