import { Outlet } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import { useMe } from '../api/use-me.js';
import { useLanguageFromAddress } from '../hooks/use-language-from-address.js';
import { useUtc } from '../hooks/use-utc.js';
import { browserZone, ZoneContext } from '../hooks/use-zone.js';
import { ErrorBoundary } from '../ui/error-boundary.js';
import { isZone } from '../util/format/time.js';

/** What every page has, signed in or not: the zone times are shown in and the language of the address. */
export function RootFrame(): ReactElement {
  const me = useMe();
  const [utc] = useUtc();
  useLanguageFromAddress();
  const own = me?.timeZone && isZone(me.timeZone) ? me.timeZone : browserZone();
  const zone = useMemo(
    () => (utc ? { zone: 'UTC', second: own } : { zone: own, second: 'UTC' }),
    [own, utc],
  );
  return (
    <ZoneContext value={zone}>
      <ErrorBoundary>
        <Outlet />
      </ErrorBoundary>
    </ZoneContext>
  );
}
