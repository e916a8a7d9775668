import type { Incident } from '../contract.js';

/** Whether Leitstand noticed it without an alert, as a heartbeat that is late; nobody declared it. */
export function isSelfRaised({ source, rule }: Pick<Incident, 'source' | 'rule'>): boolean {
  return source !== null && rule === null;
}
