import type { FieldError } from '../kernel/domain-error.js';
import { isStorable, UNSTORABLE } from '../kernel/storable-text.js';

const DEEPEST = 64;

/**
 * The first field of a parsed document that cannot be kept as it is, or that would get lost on the way; null when there is none.
 * @param path of `value`, dotted
 */
export function unstorable(
  value: unknown,
  path = '',
  within: readonly unknown[] = [],
): FieldError | null {
  if (typeof value === 'string' && !isStorable(value))
    return { path, code: 'unstorable', message: UNSTORABLE };
  if (typeof value !== 'object' || value === null) return null;
  if (within.includes(value)) return { path, code: 'alias', message: 'stands inside of itself' };
  if (within.length > DEEPEST)
    return {
      path: path.split('.')[0] ?? '',
      code: 'too-nested',
      message: `is nested more than ${DEEPEST} deep`,
    };
  for (const [key, item] of Object.entries(value)) {
    const inner = path === '' ? key : `${path}.${key}`;
    if (key === '__proto__' || !isStorable(key))
      return { path: inner, code: 'unknown-field', message: 'cannot be the name of a field' };
    const found = unstorable(item, inner, [...within, value]);
    if (found) return found;
  }
  return null;
}
