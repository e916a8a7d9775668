import { patternWork } from '../promql/pattern-work.js';

/** A piece of PromQL in a document as it was written, so that places in it are right, with the dotted path of its field. */
export interface WrittenExpression {
  readonly path: string;
  readonly text: string;
}

/**
 * The PromQL that a person wrote into an SLO document, wherever there is any.
 * @param document checked or not: it may be anything
 * @param most regimes that are looked at
 */
export function writtenExpressions(document: unknown, most = Infinity): WrittenExpression[] {
  const regimes = at(document, 'spec', 'indicator', 'latency', 'regimes');
  const places = [
    ['ratio', 'total'],
    ['ratio', 'bad'],
    ['ratio', 'good'],
    ['latency', 'histogram'],
    ...Array.from({ length: Array.isArray(regimes) ? Math.min(regimes.length, most) : 0 }, (_, i) =>
      `latency.regimes.${i}.when.expression`.split('.'),
    ),
  ].map((place) => ['spec', 'indicator', ...place]);
  return places.flatMap((place) => {
    const text = at(document, ...place);
    return typeof text === 'string' && text.trim() !== '' ? [{ path: place.join('.'), text }] : [];
  });
}

/** As many regimes are looked at: a document that is well has no more. */
const MOST_REGIMES = 8;

/** What compiling the patterns of a document takes, in the units of `patternWork`. @param document checked or not: it may be anything */
export function documentPatternWork(document: unknown): number {
  return writtenExpressions(document, MOST_REGIMES).reduce(
    (work, { text }) => work + patternWork(text),
    0,
  );
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
