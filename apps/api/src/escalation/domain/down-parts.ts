import type { AlertPart, DownPart } from './watch-pager.js';

const PARTS: ReadonlySet<string> = new Set<AlertPart>(['rules', 'prometheus', 'alertmanager']);
const isPart = (name: string | undefined): name is AlertPart => PARTS.has(name ?? '');

/**
 * Which parts are down without which no alert arrives, and since when, as one process leaves it to the others. What is hidden by another part
 * is told of with that.
 * @returns null where none is
 */
export function downText(
  components: readonly { readonly name: string; readonly state: string; readonly since: Date }[],
): string | null {
  const down = components.filter(({ name, state }) => state === 'down' && isPart(name));
  if (down.length === 0) return null;
  return down.map(({ name, since }) => `${name} ${since.toISOString()}`).join(',');
}

/** The same, read again. @param text null = none is */
export function downIn(text: string | null, now: Date): DownPart[] {
  return (text ?? '').split(',').flatMap((one) => {
    const [part, since] = one.split(' ');
    const seconds = (now.getTime() - Date.parse(since ?? '')) / 1000;
    return isPart(part) && Number.isFinite(seconds) ? [{ part, seconds }] : [];
  });
}
