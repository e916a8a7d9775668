/**
 * What is shown keeps its place, and what is new comes last: nothing takes the place of what is being read.
 * @param kept keys of what was shown, in its order
 * @param now what there is to show
 */
export function inKeptOrder<T>(
  kept: readonly string[],
  now: readonly T[],
  keyOf: (one: T) => string,
): T[] {
  const place = new Map(kept.map((key, at) => [key, at]));
  const placeOf = (one: T): number => place.get(keyOf(one)) ?? kept.length;
  return now.toSorted((a, b) => placeOf(a) - placeOf(b));
}
