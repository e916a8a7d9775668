declare const holds: unique symbol;

/** JSON that is text already, typed by what it holds; `JSON.parse` gives a `T`. */
export type JsonText<T> = string & { readonly [holds]: { readonly value: T } };

type Members = Readonly<Record<string, unknown>>;

/** @returns the JSON of a value */
export function jsonText<const T extends object>(value: T): JsonText<T> {
  return JSON.stringify(value) as JsonText<T>;
}

/** @returns the JSON of an object whose members are texts already */
export function jsonObject<T extends Members>(members: {
  readonly [K in keyof T]: JsonText<T[K]>;
}): JsonText<T> {
  const texts = Object.entries<string>(members).map(
    ([name, text]) => `${JSON.stringify(name)}:${text}`,
  );
  return `{${texts.join(',')}}` as JsonText<T>;
}

/** @returns the JSON of a list whose items are texts already */
export function jsonList<T>(items: readonly JsonText<T>[]): JsonText<readonly T[]> {
  return `[${items.join(',')}]` as JsonText<readonly T[]>;
}

/** @returns the JSON of one object with the members of both, in this order; neither is empty, and they share no name */
export function jsonMerge<A extends object, B extends object>(
  first: JsonText<A>,
  second: JsonText<B>,
): JsonText<A & B> {
  return `${first.slice(0, -1)},${second.slice(1)}` as JsonText<A & B>;
}
