// The plan of the house. Facts flow down the river, imports point up it. Every rule is a list of what a place MAY import: what no
// list names is refused, and so is a folder that no rule knows. `test/contracts/walls.contract.ts` breaks in everywhere and sees
// each attempt refused.

const {
  API,
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
} = require('./scripts/plan.cjs');

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-cycles-of-folders',
      severity: 'error',
      scope: 'folder',
      from: { path: '^(apps|libs)/' },
      to: { circular: true },
    },
    {
      name: 'no-unknown-folders',
      severity: 'error',
      comment: 'a folder that the plan does not name has no rules: name it here first',
      from: { pathNot: knownPaths },
      to: {},
    },
    {
      name: 'no-unknown-folders-by-themselves',
      severity: 'error',
      from: { orphan: true, pathNot: knownPaths },
      to: {},
    },
    {
      name: 'nothing-from-unknown-folders',
      severity: 'error',
      from: {},
      to: { pathNot: knownPaths, dependencyTypesNot: ['core'], couldNotResolve: false },
    },
    {
      name: 'nothing-that-is-not-there',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    { name: 'no-barrels', severity: 'error', from: { path: '^apps/.*/index\\.tsx?$' }, to: {} },
    {
      name: 'no-barrels-in-apps',
      severity: 'error',
      from: { path: '^apps/' },
      to: { path: '^apps/.*/index\\.tsx?$' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { path: '^(apps|libs|samples|scripts)/', pathNot: [TESTS, '^libs/[^/]+/test/'] },
      to: { path: ['^test/', TESTS, '^libs/[^/]+/test/'] },
    },
    {
      name: 'other-tests-stand-in-test',
      severity: 'error',
      from: {
        path: '^(apps|libs|samples)/.*\\.(journey|contract|screen|e2e|bench|chaos)\\.tsx?$',
      },
      to: {},
    },
    {
      name: 'tests-beside-the-code',
      severity: 'error',
      comment: 'a spec knows its own application or library, and what tests are made of',
      from: { path: '^(apps/[^/]+|libs/[^/]+|samples)/.*\\.(spec|medium)\\.tsx?$' },
      to: {
        pathNot: [
          '^$1/',
          ...CLIENT_LIBS.map((path) => `^${path}`),
          '^node_modules/',
          '^(node:)?(buffer|crypto|events|fs|fs/promises|http|net|os|path|stream|timers/promises|url|util|child_process|worker_threads)$',
        ],
      },
    },
    {
      name: 'one-door-for-writing',
      severity: 'error',
      comment:
        'whoever writes goes through the unit of work (ADR 0012); whoever reads takes DatabaseReader',
      from: {
        path: `^${API}/`,
        pathNot: `^${API}/(platform/|audit/(audit\\.module|use-cases/(unit-of-work|append-audit-entries|acknowledge-break))\\.ts$|[^/]+\\.ts$)`,
      },
      to: {
        path: `^${API}/(platform/(db/database|outbox/outbox)|audit/use-cases/append-audit-entries)\\.ts$`,
      },
    },
    {
      name: 'no-second-door-to-the-database',
      severity: 'error',
      comment:
        'a pool or a migration would be a way around scopes and records; the clock is asked through a transaction that is there',
      from: {
        path: `^${API}/(${RIVER.join('|')})/(use-cases|jobs|http)/`,
        pathNot: `^${API}/audit/use-cases/(unit-of-work|acknowledge-break)\\.ts$`,
      },
      to: {
        path: `^${API}/platform/db/`,
        pathNot: `^${API}/platform/db/(tx|database-clock|database-reader|system-scopes|listener)\\.ts$`,
      },
    },
    {
      name: 'repositories-are-given-their-transaction',
      comment: 'a pool or a connection of its own would be a transaction without a scope',
      severity: 'error',
      from: { path: `^${API}/(${RIVER.join('|')})/db/`, pathNot: TESTS },
      to: {
        path: `^${API}/platform/db/`,
        pathNot: `^${API}/platform/db/(tx|schema|slugs|prepared|json-rows|page-of-rows|named-rows|database-clock|encrypted-json)\\.ts$`,
      },
    },
    {
      name: 'gateways-see-no-transaction',
      severity: 'error',
      from: { path: '/gateways/' },
      to: { path: `^${API}/platform/db/` },
    },
    ...platformRooms,
    room('platform-module', `${API}/platform/platform\\.module\\.ts$`, [
      `${API}/platform/`,
      ...packages(['@nestjs/common']),
    ]),
    ...RIVER.flatMap(featureRooms),
    room(
      'access-identity',
      `${API}/access/identity/`,
      [
        `${API}/access/domain/`,
        `${API}/platform/(config|db|kernel|limits)/`,
        'libs/contract/src/index\\.ts$',
        ...packages([
          '@nestjs/common',
          'better-auth',
          'jose',
          'nestjs-pino',
          'openid-client',
          'pg',
          'node:crypto',
          'node:async_hooks',
        ]),
      ],
      "the sign-in library's adapter",
    ),
    room(
      'api-programs',
      `${API}/([^/]+\\.ts$|admin/)`,
      [
        `${API}/(${RIVER.join('|')}|platform)/[^/]+\\.ts$`,
        `${API}/(${RIVER.join('|')})/(domain|use-cases)/`,
        `${API}/platform/`,
        ...packages([
          '@nestjs/common',
          '@nestjs/core',
          '@nestjs/platform-fastify',
          'nestjs-pino',
          'reflect-metadata',
          'node:os',
        ]),
      ],
      'main, worker, admin: they put modules together',
    ),
    ...Object.entries(LIB_PACKAGES).map(([lib, uses]) =>
      room(
        `libs-${lib}`,
        `libs/${lib}/src/`,
        [...(lib === 'contract' ? [] : ['libs/contract/src/index\\.ts$']), ...packages(uses)],
        'libraries are pure: no I/O, no framework',
      ),
    ),
    room(
      'libs-contract-front-door',
      'libs/contract/src/index\\.ts$',
      ['libs/contract/src/(?!schemas)'],
      'the front door needs no zod: the console loads it first',
    ),
    {
      name: 'libs-by-the-front-door',
      severity: 'error',
      from: { pathNot: '^libs/' },
      to: { path: '^libs/', pathNot: CLIENT_LIBS.map((path) => `^${path}`) },
    },
    ...cliRooms,
    ...consoleRooms,
    room(
      'console-program',
      `${CONSOLE_SRC}/[^/]+$`,
      [
        `${CONSOLE_SRC}/`,
        ...packages([
          '@fontsource-variable/*',
          '@mantine/core',
          '@tanstack/react-query',
          '@tanstack/react-router',
          'react',
          'react-dom',
        ]),
      ],
      'main, app, routes: they put folders together',
    ),
    room(
      'console-build',
      'apps/console/[^/]+$',
      [
        'apps/console/mock-api/vite-plugin\\.ts$',
        ...packages([
          '@vitejs/*',
          'vite',
          'node:crypto',
          'node:fs/promises',
          'node:path',
          'node:url',
          'node:util',
          'node:zlib',
        ]),
      ],
      'how it is built',
    ),
    room(
      'console-mock-api',
      'apps/console/mock-api/',
      [
        `${CONSOLE_SRC}/api/contract(-slo)?\\.ts$`,
        ...LIBS,
        ...packages(['vite', 'node:http', 'node:stream', 'node:stream/web']),
      ],
      'it answers as the API does, and knows no screen',
    ),
    {
      name: 'console-mock-api-takes-types',
      severity: 'error',
      from: { path: '^apps/console/mock-api/' },
      to: { path: `^${CONSOLE_SRC}/`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'console-contract-of-the-api',
      severity: 'error',
      comment: 'the generated types have names of the console in api/contract.ts',
      from: { path: '^apps/console/', pathNot: `^${CONSOLE_SRC}/api/` },
      to: { path: '^libs/contract/src/api\\.gen\\.ts$' },
    },
    room(
      'samples',
      'samples/[^/]+/',
      [
        'libs/slo/src/index\\.ts$',
        ...packages([
          '@opentelemetry/*',
          'postal-mime',
          'smtp-server',
          'undici',
          'zod',
          'node:crypto',
          'node:events',
          'node:fs',
          'node:fs/promises',
          'node:http',
          'node:module',
          'node:net',
          'node:path',
          'node:timers/promises',
          'node:util',
        ]),
      ],
      'a service as any team would write one',
    ),
    room(
      'scripts',
      'scripts/',
      packages([
        'node:child_process',
        'node:events',
        'node:http',
        'node:crypto',
        'node:fs',
        'node:net',
        'node:os',
        'node:path',
        'node:url',
        'node:util',
        'openapi-typescript',
        'pg',
      ]),
      'they run before anything is installed',
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    // `#slo` is libs/slo/src, not what is built from it; otherwise no rule about libs/ sees the imports of applications.
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['leitstand-source', 'import', 'require', 'node', 'default', 'types'],
    },
  },
};
