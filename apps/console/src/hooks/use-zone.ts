import { createContext, useContext } from 'react';

/** The zone times are shown in, and the second one offered on hover and focus. Both are IANA names. */
export interface Zone {
  zone: string;
  second: string;
}

export const ZoneContext = createContext<Zone>({ zone: 'UTC', second: 'UTC' });

export function useZone(): Zone {
  return useContext(ZoneContext);
}

/** The zone of this browser. */
export function browserZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
