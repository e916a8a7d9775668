/** One difference between two JSON values, at a dotted path; '' is the whole value. */
export interface Difference {
  path: string;
  kind: 'added' | 'removed' | 'changed';
  before: unknown;
  after: unknown;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function equal(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function leaf(path: string, before: unknown, after: unknown): Difference[] {
  if (equal(before, after)) return [];
  const kind =
    before === undefined || before === null
      ? 'added'
      : after === undefined || after === null
        ? 'removed'
        : 'changed';
  return [{ path, kind, before, after }];
}

/** What changed between two JSON values, down to the fields of objects; lists count as one value. */
export function diffJson(before: unknown, after: unknown, path = ''): Difference[] {
  const oneSided =
    (before === null || before === undefined) !== (after === null || after === undefined);
  if (!isRecord(oneSided ? (before ?? after) : before) || (!oneSided && !isRecord(after)))
    return leaf(path, before, after);
  const left = isRecord(before) ? before : {};
  const right = isRecord(after) ? after : {};
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return keys.flatMap((key) =>
    diffJson(left[key], right[key], path === '' ? key : `${path}.${key}`),
  );
}

/** A JSON value in one line: text bare, everything else as JSON. */
export function showJson(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
