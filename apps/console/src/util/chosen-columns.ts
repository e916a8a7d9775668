import type { Field } from './url-state.js';

/** The columns a list can show. */
export interface Columns<Id extends string> {
  /** All of them, in their order. */
  all: readonly Id[];
  /** What is shown unless somebody chooses. */
  usual: readonly Id[];
  /** The one that is always there. */
  always: Id;
}

/** The chosen columns in the address: 'name.left.burn'; null, and left out, while they are the usual ones. */
export function columnsField<Id extends string>({
  all,
  usual,
  always,
}: Columns<Id>): Field<readonly Id[] | null> {
  const text = (columns: readonly Id[]): string => columns.join('.');
  return {
    fallback: null,
    read: (value) => {
      const wanted = new Set<string>((value ?? '').split('.'));
      const known = all.filter((id) => id === always || wanted.has(id));
      return known.length < 2 ? null : known;
    },
    write: (value) => (value === null || text(value) === text(usual) ? undefined : text(value)),
  };
}

/** The columns after one was switched; always in their order, never without the one that is always there. */
export function switchColumn<Id extends string>(
  { all, always }: Columns<Id>,
  shown: readonly Id[],
  id: Id,
): Id[] {
  return all.filter(
    (one) => one === always || (one === id ? !shown.includes(one) : shown.includes(one)),
  );
}
