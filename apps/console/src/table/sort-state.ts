export interface Sort {
  id: string;
  desc: boolean;
}

/** A sort as it stands in the address: 'name' ascending, '-name' descending, '' none. */
export function readSort(text: string): Sort | null {
  if (text === '' || text === '-') return null;
  return text.startsWith('-') ? { id: text.slice(1), desc: true } : { id: text, desc: false };
}

export function writeSort(sort: Sort | null): string {
  if (sort === null) return '';
  return sort.desc ? `-${sort.id}` : sort.id;
}

/** A click on a column's head: ascending first, then descending, then ascending again. */
export function nextSort(current: Sort | null, id: string): Sort {
  return { id, desc: current?.id === id ? !current.desc : false };
}

type Value = string | number | null;

/** Orders two values for a column: numbers by size, text by the language's rules, missing ones last in both directions. */
export function compareValues(a: Value, b: Value, desc: boolean, collator: Intl.Collator): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const order =
    typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
  return desc ? -order : order;
}
