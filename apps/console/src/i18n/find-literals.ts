import ts from 'typescript';

const SPOKEN = new Set([
  'aria-label',
  'aria-description',
  'title',
  'label',
  'placeholder',
  'alt',
  'description',
  'summary',
  'lead',
]);
const WORD = /\p{L}{2,}/u;

function finding(node: ts.Node): string | null {
  if (ts.isJsxText(node) && WORD.test(node.text.replace(/&\w+;/g, '')))
    return `text "${node.text.trim()}"`;
  if (
    ts.isJsxExpression(node) &&
    node.expression &&
    ts.isStringLiteral(node.expression) &&
    !ts.isJsxAttribute(node.parent) &&
    WORD.test(node.expression.text)
  ) {
    return `text "${node.expression.text}"`;
  }
  if (!ts.isJsxAttribute(node) || !node.initializer || !ts.isStringLiteral(node.initializer))
    return null;
  const name = node.name.getText();
  return SPOKEN.has(name) && WORD.test(node.initializer.text)
    ? `${name} "${node.initializer.text}"`
    : null;
}

/** Words written into JSX instead of the catalogue: 'path:line what'. For the catalogue's spec. */
export function findLiterals(path: string, text: string): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const what = finding(node);
    if (what !== null)
      found.push(`${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${what}`);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found.sort();
}
