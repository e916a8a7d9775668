/** The part under which the worker says that rule files were set aside. */
export const RULES_SET_ASIDE = 'rules-set-aside';

/** A rule file that is not ours and that was moved away, because Prometheus would not have started with it. */
export interface SetAside {
  /** as it was called in the folder of the rules */
  readonly name: string;
  /** in the words of whoever refused it */
  readonly why: string;
}

const KEPT = /^(.+\.yaml)\.\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ$/;
/** What a trouble may hold is 200 characters. */
const MAX = { name: 60, why: 120 };

/** How a file that was set aside was called before; null for a file that is none. */
export const keptName = (file: string): string | null => KEPT.exec(file)?.[1] ?? null;

/** What is said where every process can read it: how many, and name and reason of the first; null when there are none. */
export function setAsideTrouble(files: readonly SetAside[]): string | null {
  const [first] = files.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  if (!first) return null;
  return `${files.length} ${cut(first.name, MAX.name)}: ${cut(first.why, MAX.why)}`;
}

/** The same, read again. */
export function setAsideOf(trouble: string): { readonly count: number; readonly first: string } {
  const at = trouble.indexOf(' ');
  return { count: Number(trouble.slice(0, at)), first: trouble.slice(at + 1) };
}

const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1)}…`;
