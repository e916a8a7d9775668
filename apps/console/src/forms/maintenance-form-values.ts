import type { MaintenanceWindow, MaintenanceWindowInput } from '../api/contract.js';
import { spanSeconds, spanText } from '../util/span.js';

/** How often, as the form offers it; `other`: by a rule that is typed. */
export const REPEATS = {
  once: null,
  daily: 'FREQ=DAILY',
  weekly: 'FREQ=WEEKLY',
  monthly: 'FREQ=MONTHLY',
} as const;
export type Repeat = keyof typeof REPEATS | 'other';
export const REPEAT_CHOICES: readonly Repeat[] = ['once', 'daily', 'weekly', 'monthly', 'other'];

/** A window as it is filled in. */
export interface MaintenanceValues {
  slug: string;
  name: string;
  territory: string;
  reason: string;
  subjects: string[];
  /** one a line: `job=db` */
  matchers: string;
  timeZone: string;
  starts: string;
  /** as people write it: `2h` */
  duration: string;
  repeat: Repeat;
  rule: string;
}

const LINE = /^\s*([a-zA-Z_]\w*)\s*(!=|=)\s*(.*?)\s*$/;

/** Reads lines such as `job=db`; null where one is none. */
export function readMatchers(text: string): MaintenanceWindowInput['matchers'] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const matchers = lines.flatMap((line) => {
    const [, label = '', operator, value = ''] = LINE.exec(line) ?? [];
    return operator === '=' || operator === '!=' ? [{ label, operator, value } as const] : [];
  });
  return matchers.length === lines.length ? matchers : null;
}

/** What a window is filled in with. */
export function maintenanceValues(planned: MaintenanceWindow): MaintenanceValues {
  const { slug, name, territory, reason, subjects, timeZone, starts, rrule } = planned;
  const known = REPEAT_CHOICES.find((one) => one !== 'other' && REPEATS[one] === rrule);
  return {
    slug,
    name,
    territory,
    reason,
    subjects: [...subjects],
    matchers: planned.matchers
      .map(({ label, operator, value }) => `${label}${operator}${value}`)
      .join('\n'),
    timeZone,
    starts,
    duration: spanText(planned.durationMinutes * 60),
    repeat: known ?? 'other',
    rule: rrule ?? '',
  };
}

/** What is sent of a form that holds no fault. @param labels of the window: the form does not show them */
export function maintenanceInput(
  values: MaintenanceValues,
  labels: MaintenanceWindow['labels'] = {},
): MaintenanceWindowInput {
  const { name, territory, reason, subjects, timeZone, starts, duration, repeat, rule } = values;
  return {
    name: name.trim(),
    territory,
    labels,
    reason: reason.trim(),
    subjects,
    matchers: readMatchers(values.matchers) ?? [],
    timeZone: timeZone.trim(),
    starts,
    durationMinutes: Math.round((spanSeconds(duration) ?? 0) / 60),
    rrule: repeat === 'other' ? rule.trim() : REPEATS[repeat],
  };
}
