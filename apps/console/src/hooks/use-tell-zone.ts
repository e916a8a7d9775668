import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { client } from '../api/client.js';
import { meQuery, useMe } from '../api/use-me.js';
import { browserZone } from './use-zone.js';

/** Tells the account of whoever chose no zone in which one they are, for the times in what is written to them. A choice stays. */
export function useTellZone(): void {
  const me = useMe();
  const queries = useQueryClient();
  const zone = browserZone();
  const isNews =
    me !== undefined &&
    me.timeZone === null &&
    me.seenTimeZone !== zone &&
    me.permissions.includes('self:write');
  useEffect(() => {
    if (!isNews) return;
    client.PATCH('/me', { body: { seenTimeZone: zone } }).then(
      () => queries.setQueryData(meQuery.queryKey, (now) => now && { ...now, seenTimeZone: zone }),
      () => undefined, // the next visit tells it
    );
  }, [isNews, zone, queries]);
}
