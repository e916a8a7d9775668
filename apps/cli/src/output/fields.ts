import { usage } from '../failure/failure.js';

type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What `--json FIELDS` leaves of a value, or of each in a list.
 * @param fields names with commas between, dotted where they lie deeper: `slug,reading.budget.leftShare`
 * @throws Failure (usage) naming the fields there are, when one is none of them
 */
export function withFields(value: unknown, fields: string): unknown {
  const paths = fields.split(',').map((field) => field.trim().split('.'));
  const chosen = (one: unknown): Tree =>
    paths.reduce<Tree>((picked, path) => merged(picked, pick(one, path, path)), {});
  return Array.isArray(value) ? value.map(chosen) : chosen(value);
}

/** The value at a path, in as much of its surroundings as the path names. Nothing is inside of what is null. */
function pick(value: unknown, path: readonly string[], whole: readonly string[]): unknown {
  const [head, ...rest] = path;
  if (head === undefined || value === null) return value;
  if (!isTree(value) || !Object.hasOwn(value, head)) {
    throw usage(
      `There is no field "${whole.join('.')}".`,
      ...(isTree(value) ? [`Fields: ${Object.keys(value).join(', ')}`] : []),
    );
  }
  return { [head]: pick(value[head], rest, whole) };
}

function merged(into: Tree, added: unknown): Tree {
  if (!isTree(added)) return into;
  const entries = Object.entries(added).map(([key, value]) => {
    const there = into[key];
    return [key, isTree(there) && isTree(value) ? merged(there, value) : value] as const;
  });
  return { ...into, ...Object.fromEntries(entries) };
}
