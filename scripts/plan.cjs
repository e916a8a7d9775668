// The places of the house and what each may import; `.dependency-cruiser.cjs` makes rules of it.
const {
  CLI,
  CLI_SRC,
  CONSOLE_FOLDERS,
  CONSOLE_SRC,
  cliRooms,
  consoleRooms,
} = require('./plan/clients.cjs');
const { CLIENT_LIBS, FRONT_DOOR, LIBS, TESTS, packages, room } = require('./plan/rooms.cjs');

/** Features, upstream first: each may import those before it. */
const RIVER = [
  'audit',
  'access',
  'catalog',
  'slos',
  'oncall',
  'notifications',
  'decisions',
  'incidents',
  'escalation',
  'sample',
  'runbooks',
  'drills',
  'readiness',
  'risks',
];

/** Rooms of the platform, lowest first: each may import those before it, and these packages. */
const PLATFORM = {
  kernel: ['node:crypto', 'node:async_hooks'],
  config: ['@nestjs/common', 'zod', 'node:crypto', 'node:fs', 'node:path'],
  telemetry: [
    '@nestjs/common',
    '@opentelemetry/*',
    'fastify',
    'import-in-the-middle',
    'nestjs-pino',
    'prom-client',
    'node:fs',
    'node:http',
    'node:path',
  ],
  prometheus: ['@nestjs/common', 'undici', 'zod'],
  outbound: ['@nestjs/common', 'undici', 'node:dns', 'node:dns/promises', 'node:net'],
  db: [
    '@nestjs/common',
    'kysely',
    'nestjs-pino',
    'pg',
    'node:crypto',
    'node:fs',
    'node:net',
    'node:path',
  ],
  documents: ['piscina', 'yaml', 'zod', 'node:timers/promises'],
  queue: ['@nestjs/common', 'bullmq', 'ioredis', 'nestjs-pino', 'node:events'],
  limits: ['@nestjs/common', 'lru-cache', 'nestjs-pino', 'prom-client'],
  background: [
    '@nestjs/common',
    '@nestjs/core',
    'bullmq',
    'ioredis',
    'kysely',
    'nestjs-pino',
    'prom-client',
    'node:os',
    'node:timers/promises',
  ],
  outbox: ['@nestjs/common', '@nestjs/core', 'kysely', 'nestjs-pino', 'prom-client'],
  mail: ['@nestjs/common', 'kysely', 'nestjs-pino', 'nodemailer', 'prom-client', 'node:stream'],
  http: [
    '@fastify/compress',
    '@fastify/rate-limit',
    '@fastify/static',
    '@nestjs/common',
    '@nestjs/core',
    '@nestjs/platform-fastify',
    '@nestjs/swagger',
    'fastify',
    'marked',
    'nestjs-pino',
    'zod',
    'node:buffer',
    'node:crypto',
    'node:fs',
    'node:http',
    'node:net',
    'node:path',
    'node:stream',
    'node:timers/promises',
    'node:zlib',
  ],
  idempotency: [
    '@nestjs/common',
    '@nestjs/core',
    'fastify',
    'kysely',
    'nestjs-pino',
    'rxjs',
    'node:crypto',
  ],
  health: [
    '@nestjs/common',
    '@nestjs/core',
    '@nestjs/platform-fastify',
    '@nestjs/swagger',
    'fastify',
    'kysely',
    'prom-client',
    'zod',
    'node:fs/promises',
    'node:path',
    'node:timers/promises',
  ],
  live: [
    '@nestjs/common',
    '@nestjs/core',
    '@nestjs/swagger',
    'fastify',
    'nestjs-pino',
    'prom-client',
    'node:http',
  ],
  openapi: ['@nestjs/common', '@nestjs/swagger', 'zod'],
  server: [
    '@fastify/helmet',
    '@nestjs/common',
    '@nestjs/core',
    '@nestjs/platform-fastify',
    'fastify',
    'nestjs-pino',
    'node:crypto',
    'node:events',
    'node:http',
    'node:net',
  ],
};

const API = 'apps/api/src';
const platformRooms = Object.entries(PLATFORM).map(([name, uses], i) =>
  room(
    `platform-${name}`,
    `${API}/platform/${name}/`,
    [
      ...(i === 0 ? [] : [`${API}/platform/(${Object.keys(PLATFORM).slice(0, i).join('|')})/`]),
      'libs/contract/src/index\\.ts$',
      ...(i > Object.keys(PLATFORM).indexOf('documents') ? LIBS : []),
      ...packages(uses),
    ],
    'platform rooms stand in an order, and know no feature',
  ),
);

/**
 * Rooms of one's own, rooms upstream, rooms of the platform, packages.
 * @typedef {{own?: string[], up?: string[], platform?: string[], packages?: string[]}} May
 */
/** @typedef {May & {comment: string, libs: string[], also?: Record<string, May>}} Room */

/**
 * Rooms that every feature may have: rooms of its own and of features upstream that each may import, rooms of the platform, doors of
 * libraries, packages. `also` names what single features have besides.
 * @type {Record<string, Room>}
 */
const ROOMS = {
  domain: {
    comment: 'nouns and decisions, pure: a hash of given bytes is as pure as a sum',
    up: ['domain'],
    platform: ['kernel'],
    libs: [FRONT_DOOR],
    packages: ['temporal-polyfill', 'node:crypto'],
    // CASL decides on attributes it is given and knows nothing else: rules over them are domain, not wiring.
    // Rules of RFC 5545 are arithmetic on dates that are given.
    also: {
      access: { packages: ['@casl/ability'] },
      incidents: { packages: ['rrule-temporal'] },
    },
  },
  db: {
    comment: 'queries',
    own: ['domain'],
    up: ['domain'],
    platform: ['db', 'kernel'],
    libs: [FRONT_DOOR],
    packages: ['@nestjs/common', 'kysely'],
    // What was looked up of a credential is kept for seconds, beside the look-up.
    also: { access: { packages: ['lru-cache'] } },
  },
  gateways: {
    comment: 'the world outside; never a transaction',
    own: ['domain'],
    up: ['domain'],
    platform: ['config', 'documents', 'kernel', 'prometheus', 'telemetry'],
    libs: [FRONT_DOOR],
    packages: [
      '@nestjs/common',
      'nestjs-pino',
      'undici',
      'zod',
      'node:fs',
      'node:fs/promises',
      'node:path',
    ],
    // promtool is a program, and reads files.
    also: { slos: { packages: ['node:child_process', 'node:crypto', 'node:os', 'node:util'] } },
  },
  documents: {
    comment: 'what files and bodies look like: schemas, reading and writing of documents',
    own: ['domain'],
    up: ['domain', 'documents'],
    platform: ['documents', 'kernel'],
    libs: LIBS,
    packages: ['yaml', 'zod'],
    // A webhook of many alerts is read in a thread of its own.
    also: { incidents: { packages: ['piscina'] } },
  },
  'use-cases': {
    comment: 'verbs: no transport, no SQL, no calls to the outside of their own',
    own: ['domain', 'db', 'documents', 'gateways'],
    up: ['domain', 'documents', 'use-cases'],
    platform: ['background', 'config', 'db', 'documents', 'health', 'kernel', 'limits', 'mail'],
    libs: LIBS,
    packages: ['@nestjs/common', 'lru-cache', 'nestjs-pino'],
    also: {
      access: { own: ['identity'] },
      audit: { platform: ['outbox'] },
      notifications: { own: ['channels'] },
    },
  },
  http: {
    comment: 'controllers, schemas, presenters',
    own: ['domain', 'documents', 'use-cases'],
    up: ['domain'],
    platform: ['config', 'documents', 'http', 'idempotency', 'kernel', 'limits'],
    libs: LIBS,
    packages: ['@nestjs/common', '@nestjs/core', '@nestjs/swagger', 'fastify', 'zod'],
    also: { access: { own: ['identity'], packages: ['@better-auth/core', 'node:http'] } },
  },
  jobs: {
    comment: 'subscriptions and tickers, and the metrics that they keep',
    own: ['domain', 'use-cases'],
    up: ['domain'],
    platform: ['background', 'db', 'kernel', 'outbox', 'telemetry'],
    libs: [FRONT_DOOR],
    packages: ['@nestjs/common', 'prom-client'],
  },
};

/**
 * The rooms of one feature; features before it in the river are upstream of it.
 * @param {string} feature
 * @param {number} i its place in the river
 */
function featureRooms(feature, i) {
  const upstream = RIVER.slice(0, i);
  const rooms = Object.entries(ROOMS).map(([name, { comment, libs, also = {}, ...plan }]) => {
    /** @param {keyof May} key */
    const all = (key) => [...(plan[key] ?? []), ...(also[feature]?.[key] ?? [])];
    /**
     * @param {string} base
     * @param {string[]} names
     */
    const some = (base, names) =>
      names.length > 0 ? [`${API}/${base}/(${names.join('|')})/`] : [];
    const may = [
      ...some(feature, all('own')),
      ...(upstream.length > 0 ? some(`(${upstream.join('|')})`, all('up')) : []),
      ...some('platform', all('platform')),
      ...libs,
      ...packages(all('packages')),
    ];
    return room(`${feature}-${name}`, `${API}/${feature}/${name}/`, may, comment);
  });
  const above = `${API}/(${[...upstream, 'platform'].join('|')})/`;
  const module = [`${API}/${feature}/`, above, ...packages(['@nestjs/common', '@nestjs/core'])];
  return [...rooms, room(`${feature}-module`, `${API}/${feature}/[^/]+\\.ts$`, module, 'wiring')];
}

/** Ways to people, a folder each: what is said there, and how it is handed over. What all of them share stands in the room itself. */
const CHANNELS = room(
  'notifications-channels',
  `${API}/notifications/channels/`,
  [
    `${API}/notifications/domain/`,
    `${API}/platform/(config|kernel|mail|outbound)/`,
    FRONT_DOOR,
    ...packages(['@nestjs/common', 'web-push', 'node:crypto']),
  ],
  'a channel: addresses, messages and how they are handed over; never a transaction',
);

/** Every place there is. */
const KNOWN = [
  `${API}/[^/]+\\.ts$`,
  `${API}/admin/`,
  `${API}/platform/platform\\.module\\.ts$`,
  `${API}/platform/(${Object.keys(PLATFORM).join('|')})/`,
  `${API}/(${RIVER.join('|')})/[^/]+\\.ts$`,
  `${API}/(${RIVER.join('|')})/(${Object.keys(ROOMS).join('|')})/[^/]+\\.ts$`,
  `${API}/access/identity/`,
  `${API}/notifications/channels/[^/]+\\.ts$`,
  `${API}/notifications/channels/[^/]+/[^/]+\\.ts$`,
  `${CLI_SRC}/[^/]+\\.ts$`,
  `${CLI_SRC}/(${Object.keys(CLI).join('|')})/[^/]+\\.ts$`,
  'apps/console/(mock-api/|public/|[^/]+$)',
  `${CONSOLE_SRC}/([^/]+$|(${CONSOLE_FOLDERS.filter((name) => name !== 'pages').join('|')})/|pages/[^/]+/)`,
  'libs/(contract|slo|runbooks|otel)/',
  'samples/',
  'scripts/',
  'test/',
  'tools/',
  'node_modules/',
  '[^/]+\\.(mjs|cjs|json)$',
];
const knownPaths = KNOWN.map((path) => `^${path}`);

/** What each library is made of. */
const LIB_PACKAGES = {
  contract: ['zod'],
  slo: ['re2js', 'temporal-polyfill', 'zod'],
  runbooks: [],
  otel: [],
};

module.exports = {
  API,
  CHANNELS,
  CLIENT_LIBS,
  CONSOLE_SRC,
  LIBS,
  LIB_PACKAGES,
  RIVER,
  TESTS,
  cliRooms,
  consoleRooms,
  featureRooms,
  knownPaths,
  packages,
  platformRooms,
  room,
};
