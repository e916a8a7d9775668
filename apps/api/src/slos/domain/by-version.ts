import type { SloRowRecord } from './slo-row.js';

type Versioned = Pick<SloRowRecord, 'id' | 'version' | 'updatedAt' | 'documentJson'>;

/**
 * Remembers what is made of a document: a version never changes, and exact arithmetic, YAML and JSON cost more than everything else
 * that an answer needs.
 * @param max how many are kept; when there are more, it begins anew
 */
export function byVersion<T>(max: number, make: (document: Versioned) => T): (row: Versioned) => T {
  const known = new Map<string, T>();
  return (row) => {
    const key = `${row.id}/${row.version}/${row.updatedAt.getTime()}`; // a restored database counts versions again
    const made = known.get(key) ?? make(row);
    if (known.size >= max && !known.has(key)) known.clear();
    known.set(key, made);
    return made;
  };
}
