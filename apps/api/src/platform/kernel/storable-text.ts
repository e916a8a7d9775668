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

/** Dotted paths of the texts within `value` that are not storable; names of members count. At most `most` of them. */
export function unstorablePaths(value: unknown, most = 20): string[] {
  const found: string[] = [];
  const waiting: { readonly path: string; readonly value: unknown }[] = [{ path: '', value }];
  for (let next = waiting.pop(); next && found.length < most; next = waiting.pop()) {
    const { path, value: at } = next;
    if (typeof at === 'string' && !isStorable(at)) found.push(path);
    if (at === null || typeof at !== 'object') continue;
    for (const [name, member] of Object.entries(at)) {
      const inner = path === '' ? storable(name) : `${path}.${storable(name)}`;
      if (isStorable(name)) waiting.push({ path: inner, value: member });
      else found.push(inner);
    }
  }
  return found;
}
