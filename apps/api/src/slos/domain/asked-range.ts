import { invalid } from '../../platform/kernel/domain-error.js';
import { DAY_MS } from './minutes.js';

/** Three years, leap day or not. */
const LONGEST_MS = 3 * 366 * DAY_MS;

/**
 * @param from ms since 1970, as is `to`
 * @throws DomainError `validation-failed` (`empty-range`) unless `from` is before `to`
 */
export function assertNotEmpty(from: number, to: number): void {
  if (from >= to)
    throw invalid([
      {
        path: 'from',
        code: 'empty-range',
        message: 'from must be before to, and before the newest closed minute.',
      },
    ]);
}

/**
 * @param from ms since 1970, as is `to`
 * @throws DomainError `validation-failed` (`range-too-long`) when they are more than three years apart
 */
export function assertNotTooLong(from: number, to: number): void {
  if (to - from > LONGEST_MS)
    throw invalid([
      {
        path: 'from',
        code: 'range-too-long',
        message: 'from and to are at most three years apart.',
      },
    ]);
}
