/** A piece of PromQL in a document as it was written, so that places in it are right, with the dotted path of its field. */
export interface WrittenExpression {
  readonly path: string;
  readonly text: string;
}

/**
 * The PromQL that a person wrote into an SLO document, wherever there is any.
 * @param document checked or not: it may be anything
 */
export function writtenExpressions(document: unknown): WrittenExpression[] {
  const regimes = at(document, 'spec', 'indicator', 'latency', 'regimes');
  const places = [
    ['ratio', 'total'],
    ['ratio', 'bad'],
    ['ratio', 'good'],
    ['latency', 'histogram'],
    ...Array.from({ length: Array.isArray(regimes) ? regimes.length : 0 }, (_, i) =>
      `latency.regimes.${i}.when.expression`.split('.'),
    ),
  ].map((place) => ['spec', 'indicator', ...place]);
  return places.flatMap((place) => {
    const text = at(document, ...place);
    return typeof text === 'string' && text.trim() !== '' ? [{ path: place.join('.'), text }] : [];
  });
}

/** The text in a place of a document; null where there is none. @param document checked or not: it may be anything */
export function textAt(document: unknown, ...path: readonly string[]): string | null {
  const text = at(document, ...path);
  return typeof text === 'string' ? text : null;
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name)
        ? (inner as Record<string, unknown>)[name]
        : undefined,
    value,
  );
}
