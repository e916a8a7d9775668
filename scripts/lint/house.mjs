// Rules of the house that the linter does not have.

/**
 * A node of the syntax tree, as far as the rules look at it.
 * @typedef {{type: string, name: string, callee: Node, arguments: unknown[], object: Node, property: Node}} Node
 */
/** @typedef {{report: (fault: {node: Node, message: string}) => void}} Context */

/**
 * @param {Node | undefined} node
 * @param {string} name
 */
const isNamed = (node, name) => node?.type === 'Identifier' && node.name === name;

/** Time enters through `Clock`, waiting through `Timers`: what reads the clock by itself cannot be moved by a test. */
const noClock = {
  /** @param {Context} context */
  create: (context) => ({
    /** @param {Node} node */
    NewExpression(node) {
      if (isNamed(node.callee, 'Date') && node.arguments.length === 0)
        context.report({ node, message: 'Time enters through Clock: take `now` as a parameter.' });
    },
    /** @param {Node} node */
    CallExpression(node) {
      if (isNamed(node.callee, 'Date'))
        context.report({ node, message: 'Time enters through Clock: take `now` as a parameter.' });
    },
    /** @param {Node} node */
    MemberExpression(node) {
      const { object, property } = node;
      if (
        (isNamed(object, 'Date') && isNamed(property, 'now')) ||
        (isNamed(object, 'Temporal') && isNamed(property, 'Now'))
      )
        context.report({ node, message: 'Time enters through Clock: take `now` as a parameter.' });
    },
  }),
};

// The linter wants its plugins as a default export.
export default { meta: { name: 'house' }, rules: { 'no-clock': noClock } };
