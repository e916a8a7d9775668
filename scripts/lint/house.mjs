// Rules of the house that the linter does not have.

/**
 * @typedef {{type: string, name?: string, value?: unknown, computed?: boolean, object?: Node, property?: Node, callee?: Node,
 *   arguments?: Node[], source?: Node, init?: Node, imported?: Node, specifiers?: Node[]}} Node
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
    const message =
      'Time enters through Clock: take `now` as a parameter. (In the console: `useNow`, or `serverNow`.)';
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
/** What has members that are banned by name: under another name, nobody would know them. */
const KNOWN_BY_NAME = [...GLOBAL_OBJECTS, 'Date', 'Math', 'crypto', 'process'];

/** What is banned by its name is not to be had by way of the global object, nor under another name. */
const noGlobalObject = {
  /** @param {Context} context */
  create(context) {
    const message = 'Say the name itself: rules go by names.';
    return {
      /** @param {Node} node */
      MemberExpression(node) {
        const ofGlobal = GLOBAL_OBJECTS.some((name) => isNamed(node.object, name));
        if (ofGlobal && BANNED_BY_NAME.has(String(memberName(node))))
          context.report({ node, message });
      },
      /** @param {Node} node */
      VariableDeclarator(node) {
        if (KNOWN_BY_NAME.some((name) => isNamed(node.init, name)))
          context.report({ node, message });
      },
    };
  },
};

const DRAWS = /^(random|getRandomValues$)/;

/** Chance is handed in: what draws by itself cannot be repeated. */
const noChance = {
  /** @param {Context} context */
  create(context) {
    const message = 'Chance is handed in: what draws by itself cannot be repeated.';
    return {
      /** @param {Node} node */
      ImportDeclaration(node) {
        if (!/^(node:)?crypto$/.test(String(node.source?.value))) return;
        for (const one of node.specifiers ?? [])
          if (DRAWS.test(String(one.imported?.name ?? 'random')))
            context.report({ node: one, message });
      },
      /** @param {Node} node */
      MemberExpression(node) {
        if (isNamed(node.object, 'crypto') && DRAWS.test(String(memberName(node))))
          context.report({ node, message });
      },
    };
  },
};

const QUERIES = new Set([
  'selectFrom',
  'insertInto',
  'replaceInto',
  'updateTable',
  'deleteFrom',
  'mergeInto',
  'executeQuery',
]);

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

/** An import that is computed is one that no wall sees, and so is a module that the process is asked for. */
const literalImports = {
  /** @param {Context} context */
  create: (context) => ({
    /** @param {Node} node */
    MemberExpression(node) {
      if (memberName(node) === 'getBuiltinModule')
        context.report({ node, message: 'Import it: the walls go by what is imported.' });
    },
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
    'no-chance': noChance,
    'no-queries': noQueries,
    'literal-imports': literalImports,
  },
};
