// What rules are made of: doors of libraries, packages, and one room.
const TESTS = '\\.(spec|medium)\\.tsx?$';
/** Front doors of the libraries, the schemas that need zod, and the types of the API's answers, for its clients alone. */
const FRONT_DOOR = 'libs/[^/]+/src/index\\.ts$';
const API_TYPES = 'libs/contract/src/api\\.gen\\.ts$';
const LIBS = [FRONT_DOOR, 'libs/contract/src/schemas\\.ts$'];
const CLIENT_LIBS = [...LIBS, API_TYPES];

/**
 * `lru-cache`, `@nestjs/*` and `node:fs` as patterns of resolved paths; a built-in module has no path.
 * @param {string[]} names
 */
const packages = (names) =>
  names.map((name) => {
    const escaped = name.replace(/[.]/g, '\\.').replace('/*', '/[^/]+');
    return name.startsWith('node:')
      ? `(node:)?${escaped.slice('node:'.length)}$`
      : `node_modules/(@types/)?${escaped}/`;
  });

/**
 * One room: what its files may import, and nothing else. Tests beside the code are held by a rule of their own.
 * @param {string} name of the rule
 * @param {string} from pattern of the room's own paths
 * @param {string[]} may patterns of what it may import besides itself
 * @param {string} [comment]
 */
function room(name, from, may, comment) {
  return {
    name,
    severity: 'error',
    comment,
    from: { path: `^${from}`, pathNot: TESTS },
    to: { pathNot: [`^${from}`, ...may.map((path) => `^${path}`)] },
  };
}

module.exports = { API_TYPES, CLIENT_LIBS, FRONT_DOOR, LIBS, TESTS, packages, room };
