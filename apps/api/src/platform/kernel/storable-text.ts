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

/** A field that cannot be kept as it is, or that holds too much to be looked at. */
export interface Unstorable {
  readonly path: string;
  readonly why: 'not-text' | 'too-nested' | 'too-large';
}

/** How far a value is looked at. */
export interface Look {
  /** as many faults are told */
  readonly most?: number;
  /** whether texts are looked at */
  readonly texts?: boolean;
  /** how many values it may hold; it is not looked at further */
  readonly members?: number;
}

/** A list or an object that is being walked, and how far. */
interface Level {
  readonly members: object;
  /** of an object; a list has none to look at */
  readonly names: readonly string[] | null;
  readonly size: number;
  next: number;
}

function levelOf(members: object): Level {
  const names = Array.isArray(members) ? null : Object.keys(members);
  const size = names ? names.length : (members as readonly unknown[]).length;
  return { members, names, size, next: 0 };
}

const nameAt = ({ names, next }: Level): string => (names ? (names[next] ?? '') : String(next));

/** Dotted, of the member that each level stands at; written for what is at fault only, for a body may have half a million members. */
const pathOf = (levels: readonly Level[]): string =>
  levels.map((level) => storable(nameAt(level))).join('.');

/**
 * The texts within `value` that are not storable, names of members too, and what is nested too deeply, in the order of the body. A member
 * costs some nanoseconds, and nothing is looked at behind the last fault that is told.
 */
export function unstorablePaths(
  value: unknown,
  { most = 20, texts = true, members = Infinity }: Look = {},
): Unstorable[] {
  const found: Unstorable[] = [];
  const levels: Level[] = [];
  const isBad = (one: unknown) => texts && typeof one === 'string' && !isStorable(one);
  if (isBad(value)) return [{ path: '', why: 'not-text' }];
  if (value !== null && typeof value === 'object') levels.push(levelOf(value));
  let seen = 0;
  for (let level = levels.at(-1); level && found.length < most; level = levels.at(-1)) {
    if (level.next === level.size) {
      levels.pop();
      const outer = levels.at(-1);
      if (outer) outer.next += 1;
      continue;
    }
    const first = () => storable(nameAt(levels[0] ?? level));
    if ((seen += 1) > members) return [...found, { path: first(), why: 'too-large' }];
    const name = level.names?.[level.next];
    const member = (level.members as Record<string | number, unknown>)[name ?? level.next];
    const badName = isBad(name);
    if (badName || isBad(member)) found.push({ path: pathOf(levels), why: 'not-text' });
    const inner = !badName && member !== null && typeof member === 'object' ? member : null;
    const tooDeep = inner !== null && levels.length === DEEPEST_JSON;
    if (tooDeep) found.push({ path: first(), why: 'too-nested' });
    if (inner && !tooDeep) levels.push(levelOf(inner));
    else level.next += 1;
  }
  return found;
}
