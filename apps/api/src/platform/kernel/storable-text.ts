/** What is said of a text that is not storable. */
export const UNSTORABLE = 'must not hold a NUL character or half of a surrogate pair';

/**
 * Whether PostgreSQL gives a text back as it was: it takes no zero byte, and what is no character (half of a surrogate pair)
 * becomes another one on the way.
 */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** The nearest text that is given back as it was. */
export function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed();
}

/** Deeper than anything we take; what walks a value by calling itself ends in a full stack. */
export const DEEPEST_JSON = 500;

/** A field that cannot be kept as it is. */
export interface Unstorable {
  readonly path: string;
  readonly why: 'not-text' | 'too-nested';
}

/**
 * The texts within `value` that are not storable, names of members too, and what is nested too deeply.
 * @param most as many are told
 * @param texts whether texts are looked at
 */
export function unstorablePaths(value: unknown, most = 20, texts = true): Unstorable[] {
  const storableHere = (text: string) => !texts || isStorable(text);
  const found: Unstorable[] = [];
  const waiting = [{ path: '', value, depth: 0 }];
  for (let next = waiting.pop(); next && found.length < most; next = waiting.pop()) {
    const { path, value: at, depth } = next;
    if (typeof at === 'string' && !storableHere(at)) found.push({ path, why: 'not-text' });
    if (at === null || typeof at !== 'object') continue;
    if (depth === DEEPEST_JSON) {
      found.push({ path: path.split('.')[0] ?? '', why: 'too-nested' });
      continue;
    }
    for (const [name, member] of Object.entries(at) as [string, unknown][]) {
      const inner = path === '' ? storable(name) : `${path}.${storable(name)}`;
      if (storableHere(name)) waiting.push({ path: inner, value: member, depth: depth + 1 });
      else found.push({ path: inner, why: 'not-text' });
    }
  }
  return found;
}
