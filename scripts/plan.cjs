// The places of the house and what each may import; `.dependency-cruiser.cjs` makes rules of it.
/** Features, upstream first: each may import those before it. */
const RIVER = [
  'audit',
  'access',
  'catalog',
  'slos',
  'sample',
  'oncall',
  'notifications',
  'decisions',
  'incidents',
  'escalation',
  'runbooks',
  'drills',
  'readiness',
  'risks',
];

/** Rooms of the platform, lowest first: each may import those before it, and these packages. */
const PLATFORM = {
  kernel: ['node:crypto', 'node:async_hooks'],
  config: ['@nestjs/common', 'zod', 'node:fs', 'node:path'],
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
  documents: ['yaml', 'node:timers/promises'],
  queue: ['@nestjs/common', 'bullmq', 'ioredis', 'nestjs-pino', 'node:events'],
  limits: ['@nestjs/common', 'lru-cache', 'nestjs-pino'],
  background: [
    '@nestjs/common',
    '@nestjs/core',
    'bullmq',
    'ioredis',
    'kysely',
    'nestjs-pino',
    'prom-client',
    'node:timers/promises',
  ],
  outbox: ['@nestjs/common', '@nestjs/core', 'kysely', 'nestjs-pino', 'prom-client'],
  mail: ['@nestjs/common', 'kysely', 'nestjs-pino', 'nodemailer', 'prom-client'],
  http: [
    '@fastify/rate-limit',
    '@fastify/static',
    '@nestjs/common',
    '@nestjs/core',
    '@nestjs/platform-fastify',
    '@nestjs/swagger',
    'fastify',
    'nestjs-pino',
    'zod',
    'node:crypto',
    'node:fs',
    'node:http',
    'node:net',
    'node:path',
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
    'undici',
    'zod',
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
    'node:http',
  ],
};

const API = 'apps/api/src';
const TESTS = '\\.(spec|medium)\\.tsx?$';
/** Front doors of the libraries, and the schemas that need zod. */
const FRONT_DOOR = 'libs/[^/]+/src/index\\.ts$';
const LIBS = [FRONT_DOOR, 'libs/contract/src/schemas\\.ts$'];

/** `lru-cache`, `@nestjs/*` and `node:fs` as patterns of resolved paths; a built-in module has no path. */
const packages = (names) =>
  names.map((name) => {
    const escaped = name.replace(/[.]/g, '\\.').replace('/*', '/[^/]+');
    return name.startsWith('node:')
      ? `(node:)?${escaped.slice('node:'.length)}$`
      : `node_modules/(@types/)?${escaped}/`;
  });

/** One room: what its files may import, and nothing else. Tests beside the code are held by a rule of their own. */
function room(name, from, may, comment) {
  return {
    name,
    severity: 'error',
    comment,
    from: { path: `^${from}`, pathNot: TESTS },
    to: { pathNot: [`^${from}`, ...may.map((path) => `^${path}`)] },
  };
}

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
 * Rooms that every feature may have: rooms of its own and of features upstream that each may import, rooms of the platform, doors of
 * libraries, packages. `also` names what single features have besides.
 */
const ROOMS = {
  domain: {
    comment: 'nouns and decisions, pure: a hash of given bytes is as pure as a sum',
    up: ['domain'],
    platform: ['kernel'],
    libs: [FRONT_DOOR],
    packages: ['temporal-polyfill', 'node:crypto'],
  },
  db: {
    comment: 'queries',
    own: ['domain'],
    up: ['domain'],
    platform: ['db', 'kernel'],
    libs: [FRONT_DOOR],
    packages: ['@nestjs/common', 'kysely'],
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
  },
  'use-cases': {
    comment: 'verbs: no transport, no SQL, no calls to the outside of their own',
    own: ['domain', 'db', 'gateways'],
    up: ['domain', 'use-cases'],
    platform: ['background', 'config', 'db', 'documents', 'health', 'kernel', 'limits', 'mail'],
    libs: LIBS,
    packages: ['@nestjs/common', 'lru-cache', 'nestjs-pino', 'prom-client', 'yaml', 'zod'],
    also: {
      access: { own: ['identity'], packages: ['@casl/ability', 'node:crypto'] },
      audit: { platform: ['outbox'] },
    },
  },
  http: {
    comment: 'controllers, schemas, presenters',
    own: ['domain', 'use-cases'],
    up: ['domain'],
    platform: ['config', 'documents', 'http', 'idempotency', 'kernel', 'limits'],
    libs: LIBS,
    packages: ['@nestjs/common', '@nestjs/core', '@nestjs/swagger', 'fastify', 'zod'],
    also: { access: { own: ['identity'], packages: ['@better-auth/core', 'node:http'] } },
  },
  jobs: {
    comment: 'subscriptions and tickers',
    own: ['domain', 'use-cases'],
    up: ['domain'],
    platform: ['background', 'db', 'kernel', 'outbox'],
    libs: [],
    packages: ['@nestjs/common'],
  },
};

/** The rooms of one feature; features before it in the river are upstream of it. */
function featureRooms(feature, i) {
  const upstream = RIVER.slice(0, i);
  const rooms = Object.entries(ROOMS).map(([name, { comment, libs, also = {}, ...plan }]) => {
    const all = (key) => [...(plan[key] ?? []), ...(also[feature]?.[key] ?? [])];
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

const CONSOLE_SRC = 'apps/console/src';
const REACT = ['react', 'react-dom'];
const QUERY = '@tanstack/react-query';
const ROUTER = '@tanstack/react-router';
const MANTINE = ['@mantine/core', '@mantine/form', '@mantine/hooks', '@mantine/notifications'];
const ICONS = '@tabler/icons-react';

/**
 * Folders of the console, lowest first: each may import those before it, but for `never`, and these packages. What looks (`ui`,
 * `table`) knows nothing of the API, however low that stands.
 */
const CONSOLE = {
  util: { libs: true, packages: [] },
  i18n: { packages: [...REACT, 'i18next', 'i18next-icu', 'react-i18next', 'typescript'] },
  stores: { packages: REACT },
  theme: { packages: [...REACT, ...MANTINE] },
  api: { libs: true, packages: [...REACT, QUERY, 'openapi-fetch', 'openapi-react-query'] },
  hooks: { packages: [...REACT, QUERY, ROUTER, ...MANTINE] },
  ui: { never: ['api'], packages: [...REACT, ROUTER, ...MANTINE, ICONS] },
  table: {
    never: ['api'],
    packages: [...REACT, ...MANTINE, ICONS, '@tanstack/react-table', '@tanstack/react-virtual'],
  },
  charts: { libs: true, packages: [...REACT, 'uplot'] },
  components: { libs: true, packages: [...REACT, QUERY, ROUTER, ...MANTINE, ICONS] },
  forms: { libs: true, packages: [...REACT, QUERY, ROUTER, ...MANTINE, ICONS, 'yaml'] },
  shell: { packages: [...REACT, QUERY, ROUTER, ...MANTINE, ICONS] },
  pages: { libs: true, packages: [...REACT, QUERY, ROUTER, ...MANTINE, ICONS, 'react-i18next'] },
};
const CONSOLE_FOLDERS = Object.keys(CONSOLE);

/** The folder of one page knows no other page's: what two share stands in a lower folder. */
const consoleRooms = CONSOLE_FOLDERS.map((name, i) => {
  const { never = [], libs = false, packages: uses } = CONSOLE[name];
  const lower = CONSOLE_FOLDERS.slice(0, i).filter((folder) => !never.includes(folder));
  const folder = `${CONSOLE_SRC}/${name}/`;
  const rule = room(
    `console-${name}`,
    folder,
    [
      ...(lower.length > 0 ? [`${CONSOLE_SRC}/(${lower.join('|')})/`] : []),
      ...(libs ? LIBS : []),
      ...packages(uses),
    ],
    'folders of the console stand in an order',
  );
  if (name !== 'pages') return rule;
  return {
    ...rule,
    from: { ...rule.from, path: `^${folder}([^/]+)/` },
    to: { pathNot: rule.to.pathNot.map((path) => (path === `^${folder}` ? `${path}$1/` : path)) },
  };
});

/** Every place there is. */
const KNOWN = [
  `${API}/[^/]+\\.ts$`,
  `${API}/admin/`,
  `${API}/platform/platform\\.module\\.ts$`,
  `${API}/platform/(${Object.keys(PLATFORM).join('|')})/`,
  `${API}/(${RIVER.join('|')})/[^/]+\\.ts$`,
  `${API}/(${RIVER.join('|')})/(${Object.keys(ROOMS).join('|')})/[^/]+\\.ts$`,
  `${API}/access/identity/`,
  'apps/cli/',
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
  slo: ['@lezer/common', '@prometheus-io/lezer-promql', 'temporal-polyfill', 'zod'],
  runbooks: [],
  otel: [],
};

module.exports = {
  API,
  CONSOLE_SRC,
  LIBS,
  LIB_PACKAGES,
  RIVER,
  TESTS,
  consoleRooms,
  featureRooms,
  knownPaths,
  packages,
  platformRooms,
  room,
};
