import { useTellZone } from '../hooks/use-tell-zone.js';

/** Draws nothing: the account learns the zone of this browser, for the times in its mails. */
export function ZoneTeller(): null {
  useTellZone();
  return null;
}
