import type { Person, Shifts } from '../contract.js';

/** How long one person is on call in some time, and how often. */
export interface Share {
  readonly user: Person;
  readonly seconds: number;
  readonly shifts: number;
}

/** What shifts come to. */
export interface Coverage {
  /** most first */
  readonly shares: readonly Share[];
  readonly gapSeconds: number;
}

const secondsOf = ({ start, end }: { readonly start: string; readonly end: string }): number =>
  (Date.parse(end) - Date.parse(start)) / 1000;

/** Adds up who is on call how long, and how long nobody is. */
export function coverageOf({ shifts, gaps }: Pick<Shifts, 'shifts' | 'gaps'>): Coverage {
  const shares = [...Map.groupBy(shifts, ({ user }) => user.id).values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const seconds = own.reduce((sum, shift) => sum + secondsOf(shift), 0);
    return [{ user: first.user, seconds, shifts: own.length }];
  });
  return {
    shares: shares.toSorted((a, b) => b.seconds - a.seconds),
    gapSeconds: gaps.reduce((sum, gap) => sum + secondsOf(gap), 0),
  };
}
