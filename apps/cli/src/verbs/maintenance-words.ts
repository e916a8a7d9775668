import type { MaintenanceWindow } from '../api/nouns.js';
import { time } from '../output/amounts.js';

/** `holds until …`, `next …` or `over` */
export function windowState({ activeUntil, next }: MaintenanceWindow): string {
  if (activeUntil !== null) return `holds until ${time(activeUntil)}`;
  const [coming] = next;
  return coming ? `next ${time(coming.from)}` : 'over';
}

/** Its subjects and labels; a window of no subject is about its whole territory. */
export function coversText({ subjects, matchers, territory }: MaintenanceWindow): string {
  const about = subjects.length === 0 ? [`everything in ${territory}`] : subjects;
  const labels = matchers.map(({ label, operator, value }) => `${label}${operator}${value}`);
  return [...about, ...labels].join(', ');
}
