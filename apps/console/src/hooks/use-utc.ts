import { useCallback } from 'react';
import { oneOf } from '../util/url-state.js';
import { setPreferences, usePreferences } from '../stores/preferences.js';
import { useUrlState } from './use-url-state.js';

const fields = { tz: oneOf(['utc', 'local']) };

/** Whether times are shown in UTC. The address wins (a shared link shows what was shared), else this person's habit. */
export function useUtc(): [boolean, () => void] {
  const [{ tz }, set] = useUrlState(fields);
  const { utc: habit } = usePreferences();
  const utc = tz === null ? habit : tz === 'utc';
  const toggle = useCallback(() => {
    setPreferences({ utc: !utc });
    set({ tz: utc ? null : 'utc' }, { replace: true });
  }, [set, utc]);
  return [utc, toggle];
}
