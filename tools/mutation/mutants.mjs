// Where a source can be changed so that a good spec must notice, found on TypeScript's syntax tree.
import ts from 'typescript';

/** @typedef {{line: number, column: number, what: string, from: string, to: string}} Mutant */
/** @typedef {{node: import('typescript').Node, to: string, what: string}} Change */

const K = ts.SyntaxKind;
/** @type {Map<ts.SyntaxKind, string[]>} */
const OPERATORS = new Map([
  [K.PlusToken, ['-']],
  [K.MinusToken, ['+']],
  [K.AsteriskToken, ['/']],
  [K.SlashToken, ['*']],
  [K.PercentToken, ['*']],
  [K.LessThanToken, ['<=', '>=']],
  [K.LessThanEqualsToken, ['<', '>']],
  [K.GreaterThanToken, ['>=', '<=']],
  [K.GreaterThanEqualsToken, ['>', '<']],
  [K.EqualsEqualsEqualsToken, ['!==']],
  [K.ExclamationEqualsEqualsToken, ['===']],
  [K.AmpersandAmpersandToken, ['||']],
  [K.BarBarToken, ['&&']],
  [K.QuestionQuestionToken, ['&&']],
  [K.PlusEqualsToken, ['-=']],
  [K.MinusEqualsToken, ['+=']],
  [K.AsteriskEqualsToken, ['/=']],
]);
/** @type {Set<ts.SyntaxKind>} */
const ASSIGNING = new Set([K.PlusEqualsToken, K.MinusEqualsToken, K.AsteriskEqualsToken]);
/** @type {Set<ts.SyntaxKind>} */
const COMPARING = new Set([
  K.LessThanToken,
  K.LessThanEqualsToken,
  K.GreaterThanToken,
  K.GreaterThanEqualsToken,
  K.EqualsEqualsEqualsToken,
  K.ExclamationEqualsEqualsToken,
]);
/** @type {Map<ts.SyntaxKind, string>} */
const UNARY = new Map([
  [K.ExclamationToken, ''],
  [K.MinusToken, '+'],
]);
/** A method by its opposite. */
const METHODS = new Map(
  [
    ['some', 'every'],
    ['min', 'max'],
    ['floor', 'ceil'],
    ['startsWith', 'endsWith'],
    ['toLowerCase', 'toUpperCase'],
  ].flatMap(([one, other]) => [
    [one, other],
    [other, one],
  ]),
);
/** Methods that give something like what they are called on: the call is left out. */
const PASSING = new Set(['filter', 'slice', 'sort', 'toSorted', 'reverse', 'toReversed', 'trim']);

/**
 * Positions in which nothing runs, or in which text is a name.
 * @param {ts.Node} node
 */
function isInert(node) {
  return (
    ts.isTypeNode(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isDecorator(node)
  );
}

/** @param {ts.Node} node */
function isTarget(node) {
  return (
    ts.isBinaryExpression(node.parent) &&
    node.parent.left === node &&
    node.parent.operatorToken.kind === K.EqualsToken
  );
}

/** @param {ts.Node} node */
const isName = (node) =>
  ('name' in node.parent && node.parent.name === node) || ts.isEnumMember(node.parent);

/**
 * @param {ts.Node} node
 * @returns {Change[]}
 */
function changesOfLiteral(node) {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
    if (isName(node)) return [];
    return [{ node, to: node.text === '' ? '"mutated"' : '""', what: 'text' }];
  }
  if (ts.isTemplateExpression(node)) return [{ node, to: '``', what: 'text' }];
  if (node.kind === K.TrueKeyword) return [{ node, to: 'false', what: 'boolean' }];
  if (node.kind === K.FalseKeyword) return [{ node, to: 'true', what: 'boolean' }];
  if (ts.isArrayLiteralExpression(node) && node.elements.length > 0 && !isTarget(node))
    return [{ node, to: '[]', what: 'list' }];
  if (ts.isObjectLiteralExpression(node) && node.properties.length > 0 && !isTarget(node))
    return [{ node, to: '{}', what: 'object' }];
  return [];
}

/**
 * @param {ts.Node} node
 * @param {(node: ts.Node) => string} text
 * @returns {Change[]}
 */
function changesOfOperator(node, text) {
  if (ts.isBinaryExpression(node)) {
    const [left, right] = [text(node.left), `(${text(node.right)})`];
    const others = OPERATORS.get(node.operatorToken.kind) ?? [];
    const first = ASSIGNING.has(node.operatorToken.kind) ? left : `(${left})`;
    const swapped = others.map((other) => `${first} ${other} ${right}`);
    const outcomes = COMPARING.has(node.operatorToken.kind) ? ['true', 'false'] : [];
    return [...swapped, ...outcomes].map((to) => ({ node, to, what: 'operator' }));
  }
  if (ts.isPrefixUnaryExpression(node)) {
    const other = UNARY.get(node.operator);
    return other === undefined
      ? []
      : [{ node, to: `${other}${text(node.operand)}`, what: 'operator' }];
  }
  return [];
}

/**
 * @param {ts.Node} node
 * @param {(node: ts.Node) => string} text
 * @returns {Change[]}
 */
function changesOfCall(node, text) {
  if (!ts.isCallExpression(node) || node.flags & ts.NodeFlags.OptionalChain) return [];
  const callee = node.expression;
  if (!ts.isPropertyAccessExpression(callee)) return [];
  const object = text(callee.expression);
  if (PASSING.has(callee.name.text)) return [{ node, to: object, what: 'call' }];
  const other = METHODS.get(callee.name.text);
  if (other === undefined) return [];
  const args = node.arguments.map(text).join(', ');
  return [{ node, to: `${object}.${other}(${args})`, what: 'call' }];
}

/** @param {ts.Node} node */
const isComparison = (node) =>
  ts.isBinaryExpression(node) && COMPARING.has(node.operatorToken.kind);

/**
 * @param {ts.Node} node
 * @returns {Change[]}
 */
function changesOfCondition(node) {
  /**
   * @param {ts.Expression | undefined} condition
   * @param {string[]} words
   */
  const outcomes = (condition, words) =>
    condition && !isComparison(condition)
      ? words.map((to) => ({ node: condition, to, what: 'condition' }))
      : [];
  if (ts.isIfStatement(node)) return outcomes(node.expression, ['true', 'false']);
  if (ts.isConditionalExpression(node)) return outcomes(node.condition, ['true', 'false']);
  if (ts.isWhileStatement(node)) return outcomes(node.expression, ['false']);
  if (ts.isForStatement(node)) return outcomes(node.condition, ['false']);
  return [];
}

/**
 * @param {ts.Node} node
 * @returns {Change[]}
 */
function changesOfFunction(node) {
  if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) return [];
  if (ts.isBlock(node.body))
    return node.body.statements.length > 0 ? [{ node: node.body, to: '{}', what: 'body' }] : [];
  return [{ node: node.body, to: 'undefined', what: 'body' }];
}

/** @param {ts.SourceFile} file */
function changesIn(file) {
  /** @param {ts.Node} node */
  const text = (node) => node.getText(file);
  /** @type {(Change & {depth: number})[]} */
  const changes = [];
  /**
   * @param {ts.Node} node
   * @param {number} depth
   */
  const visit = (node, depth) => {
    if (isInert(node)) return;
    const found = [
      ...changesOfLiteral(node),
      ...changesOfOperator(node, text),
      ...changesOfCall(node, text),
      ...changesOfCondition(node),
      ...changesOfFunction(node),
    ];
    /** @param {Change} change */
    const level = (change) => (change.node === node ? depth : depth + 1);
    changes.push(...found.map((change) => ({ ...change, depth: level(change) })));
    ts.forEachChild(node, (child) => visit(child, depth + 1));
  };
  visit(file, 0);
  return changes.filter(({ node, to }) => text(node) !== to);
}

/**
 * Puts every mutant of a source into it at once, each behind a switch: `__mutation.on(ID)`.
 * @param {string} name of the file
 * @param {string} source TypeScript
 * @param {number} first ID of the first mutant
 * @returns {{source: string, mutants: Mutant[]}}
 */
export function withMutants(name, source, first) {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.ES2024, true);
  const changes = changesIn(file);
  const inserts = changes.flatMap(({ node, to, depth }, at) => {
    const on = `__mutation.on(${first + at})`;
    const [start, end] = [node.getStart(file), node.getEnd()];
    if (ts.isBlock(node)) return [{ pos: start + 1, rank: 1, text: ` if (${on}) return;` }];
    return [
      { pos: start, rank: depth * 10_000 + at, text: `(${on} ? (${to}) : ` },
      { pos: end, rank: -1 - depth * 10_000 - at, text: ')' },
    ];
  });
  inserts.sort((a, b) => a.pos - b.pos || a.rank - b.rank);
  let [text, from] = ['', 0];
  for (const insert of inserts) {
    text += source.slice(from, insert.pos) + insert.text;
    from = insert.pos;
  }
  const mutants = changes.map(({ node, to, what }) => {
    const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file));
    return { line: line + 1, column: character + 1, what, from: node.getText(file), to };
  });
  return { source: text + source.slice(from), mutants };
}
