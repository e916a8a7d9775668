import type { EscalationSimulation } from '../contract.js';

type Way = EscalationSimulation['pages'][number]['people'][number]['methods'][number];

/** What others may know of a way to somebody: `mail …reta@…`. */
export const wayOf = ({ kind, lastFour }: Way): string =>
  `${kind} …${lastFour}${kind === 'mail' ? '@…' : ''}`;
