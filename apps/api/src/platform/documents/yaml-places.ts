import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';

/** Lines and columns of a text, both from 1: found by halving, however many there are. */
export class YamlPlaces {
  private readonly counter = new LineCounter();

  constructor(source: string) {
    for (let start = 0; start >= 0;) {
      this.counter.addNewLine(start);
      const end = source.indexOf('\n', start);
      start = end < 0 ? -1 : end + 1;
    }
  }

  lineAt(offset: number): number {
    return this.counter.linePos(offset).line;
  }

  describe(offset: number): string {
    const { line, col } = this.counter.linePos(offset);
    return `line ${line}, column ${col}`;
  }
}

/** Finds lines in one document. */
export type LineOf = (path: string) => number;

/**
 * Reads a document once more for the places of its fields.
 * @param text of one document that was read, so that it is no larger than one may be
 * @param line at which it begins in the whole, from 1
 * @returns gives the line of a field (dotted, e.g. `spec.dependsOn.2`), or of the nearest thing around it that is there
 */
export function lineFinder(text: string, line: number): LineOf {
  const { contents } = parseDocument(text, { prettyErrors: false, uniqueKeys: false });
  const places = new YamlPlaces(text);
  const lineOf = (node: unknown) => line - 1 + places.lineAt(startOf(node));
  return (path) => {
    let [node, found, rest]: [unknown, number, string] = [contents, lineOf(contents), path];
    while (rest !== '') {
      const step = stepInto(node, rest);
      if (!step) break;
      found = lineOf(step.named);
      [node, rest] = [step.node, rest.slice(step.name.length + 1)];
    }
    return found;
  };
}

/** One step along a path: keys may hold dots themselves. */
function stepInto(
  node: unknown,
  path: string,
): { readonly name: string; readonly named: unknown; readonly node: unknown } | null {
  if (isMap(node)) {
    const pair = node.items.find(
      ({ key }) => isScalar(key) && `${path}.`.startsWith(`${String(key.value)}.`),
    );
    return pair && isScalar(pair.key)
      ? { name: String(pair.key.value), named: pair.key, node: pair.value }
      : null;
  }
  const name = path.split('.')[0] ?? '';
  const item = isSeq(node) ? node.items[Number(name)] : undefined;
  return item === undefined ? null : { name, named: item, node: item };
}

function startOf(node: unknown): number {
  return (isNode(node) ? node.range?.[0] : null) ?? 0;
}
