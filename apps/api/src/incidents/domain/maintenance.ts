import type { MatcherOperator } from '#contract';
import type { ContentOf, Resource } from '../../catalog/domain/resource.js';
import type { Actor } from '../../platform/kernel/scope.js';

/** What a label of an alert has to be, or not to be; a label that it does not have is empty. */
export interface Matcher {
  readonly label: string;
  readonly operator: MatcherOperator;
  readonly value: string;
}

/** Planned work: from its begin to just before its end nobody is paged about what it covers. */
export interface MaintenanceWindow extends Resource {
  readonly reason: string;
  /** who planned it */
  readonly author: Actor;
  /** slugs; none = whatever its matchers match in the territory */
  readonly subjects: readonly string[];
  /** all of them have to hold; none = every alert of the subjects */
  readonly matchers: readonly Matcher[];
  /** IANA name */
  readonly timeZone: string;
  /** wall time at which the first one begins, `2026-03-29T22:00` */
  readonly starts: string;
  /** on the wall, from begin to end of each */
  readonly durationMinutes: number;
  /** RFC 5545, without DTSTART; null = once */
  readonly rrule: string | null;
}

/** What the writers of a window decide. */
export type WindowDraft = Omit<ContentOf<MaintenanceWindow>, 'author'>;

/** One time of a window: from `from` on, and no more at `to`. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** What keeps people from being paged about an incident. */
export interface Hold {
  readonly windowId: string;
  readonly slug: string;
  readonly name: string;
  readonly since: Date;
  readonly until: Date;
}

/** The newest refusal to page about an incident. */
export interface LastHold extends Hold {
  readonly id: string;
  /** null = it holds */
  readonly endedAt: Date | null;
}

/** A hold that holds; null when it is over, or there never was one. */
export function presentHold(last: LastHold | null | undefined): Hold | null {
  if (!last || last.endedAt !== null) return null;
  const { windowId, slug, name, since, until } = last;
  return { windowId, slug, name, since, until };
}

/** An alert, as far as windows ask. */
export interface CoveredAlert {
  readonly territory: string;
  readonly subject: string | null;
  readonly labels: Readonly<Record<string, string>>;
}

/** A window that holds now, and until when. */
export interface ActiveWindow {
  readonly window: Pick<
    MaintenanceWindow,
    'id' | 'slug' | 'name' | 'territory' | 'subjects' | 'matchers'
  >;
  readonly until: Date;
}

/** Whether a window is about an alert: of its territory, its subjects and its labels. */
export function isAbout(
  { territory, subjects, matchers }: ActiveWindow['window'],
  alert: CoveredAlert,
): boolean {
  if (alert.territory !== territory) return false;
  if (subjects.length > 0 && (alert.subject === null || !subjects.includes(alert.subject)))
    return false;
  return matchers.every(({ label, operator, value }) => {
    const given = Object.hasOwn(alert.labels, label) ? (alert.labels[label] ?? '') : '';
    return (given === value) === (operator === '=');
  });
}

/** Whether a window is about more than one subject: whoever saves it looks twice. */
export function isBroad({ subjects }: Pick<MaintenanceWindow, 'subjects'>): boolean {
  return subjects.length !== 1;
}

/**
 * The window that keeps people from being paged about an incident: each of its alerts has one, and the first of these to end is named.
 * @param active windows that hold now
 * @param alerts that hold it open; none = it was declared, and whoever did wants people to come
 * @returns null when at least one alert pages
 */
export function holdingWindow(
  active: readonly ActiveWindow[],
  alerts: readonly CoveredAlert[],
): ActiveWindow | null {
  let first: ActiveWindow | null = null;
  for (const alert of alerts) {
    const latest = active
      .filter(({ window }) => isAbout(window, alert))
      .reduce<ActiveWindow | null>((a, b) => (a !== null && a.until >= b.until ? a : b), null);
    if (latest === null) return null;
    if (first === null || latest.until < first.until) first = latest;
  }
  return first;
}
