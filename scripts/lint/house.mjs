// Rules of the house that the linter does not have.

/**
 * @typedef {{type: string, name?: string, value?: unknown, computed?: boolean, object?: Node, property?: Node, callee?: Node,
 *   arguments?: Node[], source?: Node}} Node
 * @typedef {{report: (fault: {node: Node, message: string}) => void}} Context
 */

/**
 * @param {Node | undefined} node
 * @param {string} name
 */
const isNamed = (node, name) => node?.type === 'Identifier' && node.name === name;

/**
 * Name of a member however it is written: `a.b`, `a['b']`.
 * @param {Node} member
 */
const memberName = ({ property, computed }) => (computed ? property?.value : property?.name);

const READS_THE_CLOCK = new Map([
  ['Date', ['now']],
  ['Temporal', ['Now']],
  ['performance', ['timeOrigin']],
  ['process', ['hrtime']],
]);

/** Time enters through `Clock`, waiting through `Timers`: what reads the clock by itself cannot be moved by a test. */
const noClock = {
  /** @param {Context} context */
  create(context) {
    const message = 'Time enters through Clock: take `now` as a parameter.';
    return {
      /** @param {Node} node */
      NewExpression(node) {
        if (isNamed(node.callee, 'Date') && node.arguments?.length === 0)
          context.report({ node, message });
      },
      /** @param {Node} node */
      CallExpression(node) {
        if (isNamed(node.callee, 'Date')) context.report({ node, message });
      },
      /** @param {Node} node */
      MemberExpression(node) {
        const reads = READS_THE_CLOCK.get(String(node.object?.name));
        if (node.object?.type === 'Identifier' && reads?.includes(String(memberName(node))))
          context.report({ node, message });
      },
    };
  },
};

const BANNED_BY_NAME = new Set([
  'Date',
  'EventSource',
  'WebSocket',
  'XMLHttpRequest',
  'fetch',
  'process',
  'setImmediate',
  'setInterval',
  'setTimeout',
]);
const GLOBAL_OBJECTS = ['globalThis', 'global', 'window', 'self'];

/** What is banned by its name is not to be had by way of the global object. */
const noGlobalObject = {
  /** @param {Context} context */
  create: (context) => ({
    /** @param {Node} node */
    MemberExpression(node) {
      const ofGlobal = GLOBAL_OBJECTS.some((name) => isNamed(node.object, name));
      if (ofGlobal && BANNED_BY_NAME.has(String(memberName(node))))
        context.report({ node, message: 'Say the name itself: rules go by names.' });
    },
  }),
};

const QUERIES = new Set(['selectFrom', 'insertInto', 'updateTable', 'deleteFrom', 'mergeInto']);

/** Queries stand in `db/`. */
const noQueries = {
  /** @param {Context} context */
  create: (context) => ({
    /** @param {Node} node */
    MemberExpression(node) {
      if (QUERIES.has(String(memberName(node))))
        context.report({ node, message: 'Queries stand in db/, behind a repository.' });
    },
  }),
};

/** An import that is computed is one that no wall sees. */
const literalImports = {
  /** @param {Context} context */
  create: (context) => ({
    /** @param {Node} node */
    ImportExpression(node) {
      if (node.source?.type !== 'Literal')
        context.report({ node, message: 'Import by a literal: the walls go by what is imported.' });
    },
  }),
};

// The linter wants its plugins as a default export.
export default {
  meta: { name: 'house' },
  rules: {
    'no-clock': noClock,
    'no-global-object': noGlobalObject,
    'no-queries': noQueries,
    'literal-imports': literalImports,
  },
};
