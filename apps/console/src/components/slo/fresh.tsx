import type { ReactElement, ReactNode } from 'react';
import { useLive } from '../../hooks/use-live.js';
import { useNow } from '../../hooks/use-now.js';
import { OLD_AFTER_MS } from '../../api/nouns/slo-state.js';
import classes from './slo.module.css';

/** Dims the values inside while live data is stale or no new readings come; what is old must not look current. */
export function Fresh({
  asOf,
  children,
}: {
  asOf?: string | null;
  children: ReactNode;
}): ReactElement {
  const { state } = useLive();
  const now = useNow(30_000);
  const old =
    asOf !== undefined && asOf !== null && now.getTime() - Date.parse(asOf) > OLD_AFTER_MS;
  return (
    <div className={classes.fresh} data-stale={state === 'stale' || old || undefined}>
      {children}
    </div>
  );
}
