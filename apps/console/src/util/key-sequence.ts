/** What the shortcut matcher needs of a keyboard event. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** The focus is in a text field, a list box or something else that takes letters. */
  typing: boolean;
}

export interface KeyMatch {
  /** The shortcut that was completed, if any. */
  hit: string | null;
  /** The first key of a two-key shortcut that waits for its second. */
  pending: string | null;
}

/**
 * Matches a key press against shortcuts such as 'j', '?', 'g s' and 'mod+k', by the character typed and not by its place on the
 * keyboard. Single keys are dead while typing and with modifiers held; 'mod+…' works everywhere.
 */
export function matchKey(
  press: KeyPress,
  pending: string | null,
  known: ReadonlySet<string>,
  singles: boolean,
): KeyMatch {
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  if (press.ctrlKey !== press.metaKey && !press.altKey) {
    const name = `mod+${key}`;
    return { hit: known.has(name) ? name : null, pending: null };
  }
  if (!singles || press.typing || press.ctrlKey || press.metaKey || press.altKey)
    return { hit: null, pending: null };
  if (pending !== null) {
    const name = `${pending} ${key}`;
    return { hit: known.has(name) ? name : null, pending: null };
  }
  if (known.has(key)) return { hit: key, pending: null };
  const starts = [...known].some((name) => name.startsWith(`${key} `));
  return { hit: null, pending: starts ? key : null };
}
