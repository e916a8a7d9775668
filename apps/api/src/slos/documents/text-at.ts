/** The text in a place of a document; null where there is none. @param document checked or not: it may be anything */
export function textAt(document: unknown, ...path: readonly string[]): string | null {
  const text = path.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name)
        ? (inner as Record<string, unknown>)[name]
        : undefined,
    document,
  );
  return typeof text === 'string' ? text : null;
}
