// Rules of the house that the linter does not have.

const isNamed = (node, name) => node?.type === 'Identifier' && node.name === name;

/** Time enters through `Clock`, waiting through `Timers`: what reads the clock by itself cannot be moved by a test. */
const noClock = {
  create: (context) => ({
    NewExpression(node) {
      if (isNamed(node.callee, 'Date') && node.arguments.length === 0)
        context.report({ node, message: 'Time enters through Clock: take `now` as a parameter.' });
    },
    CallExpression(node) {
      if (isNamed(node.callee, 'Date'))
        context.report({ node, message: 'Time enters through Clock: take `now` as a parameter.' });
    },
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
// oxlint-disable-next-line import/no-default-export
export default { meta: { name: 'house' }, rules: { 'no-clock': noClock } };
