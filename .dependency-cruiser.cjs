// The house plan. Imports flow LEFT along the river; facts flow right.
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
const F = 'apps/api/src/';
const river = RIVER.slice(0, -1).map((room, i) => ({
  name: `river-${room}`,
  severity: 'error',
  comment: `${room} is upstream: it may not know ${RIVER.slice(i + 1).join(', ')}`,
  from: { path: `^${F}${room}/` },
  to: { path: `^${F}(${RIVER.slice(i + 1).join('|')})/` },
}));
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'libs-are-pure',
      severity: 'error',
      from: { path: '^libs/', pathNot: '^libs/(otel/|[^/]+/test/)' },
      to: {
        path: '^(apps|test|mock-api)/|node_modules/(@nestjs|kysely|pg|bullmq|ioredis|react)|^(fs|net|http|https|child_process|timers)',
      },
    },
    {
      name: 'libs-are-strangers',
      severity: 'error',
      comment: 'but for the words of the contract, which know nobody',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/', pathNot: '^libs/($1|contract/src/index\\.ts$)' },
    },
    {
      name: 'libs-by-the-front-door',
      severity: 'error',
      from: { pathNot: '^libs/' },
      to: { path: '^libs/', pathNot: '^libs/[^/]+/src/index\\.ts$' },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '/domain/', pathNot: '\\.spec\\.ts$' },
      to: {
        pathNot:
          '^libs/[^/]+/src/index\\.ts$|/domain/|^apps/api/src/platform/kernel/|node_modules/temporal-polyfill|^(node:)?crypto$',
      },
    }, // a hash of given bytes is as pure as a sum
    {
      name: 'no-barrels-in-apps',
      severity: 'error',
      from: { path: '^apps/' },
      to: { path: '^apps/.*/index\\.tsx?$' },
    },
    {
      name: 'use-cases-know-no-transport',
      severity: 'error',
      from: { path: '/use-cases/' },
      to: { path: '/(http|jobs)/' },
    },
    {
      name: 'db-knows-only-domain',
      severity: 'error',
      from: { path: '^apps/api/src/[^/]+/db/' },
      to: { path: '/(http|jobs|use-cases)/' },
    },
    {
      name: 'transport-never-touches-db',
      severity: 'error',
      from: { path: '/(http|jobs)/' },
      to: { path: '^apps/api/src/[^/]+/db/' },
    },
    {
      name: 'one-door-for-writing',
      severity: 'error',
      comment:
        'whoever writes goes through the unit of work (ADR 0012); whoever reads takes DatabaseReader',
      from: {
        path: `^${F}`,
        pathNot: `^${F}(platform/|audit/(audit\\.module|use-cases/(unit-of-work|audit-trail))\\.ts$|[^/]+\\.ts$)`,
      },
      to: { path: `^${F}(platform/(db/database|outbox/outbox)|audit/use-cases/audit-trail)\\.ts$` },
    },
    {
      name: 'platform-knows-no-feature',
      severity: 'error',
      from: { path: `^${F}platform/` },
      to: { path: `^${F}(${RIVER.join('|')})/` },
    },
    {
      name: 'neighbours-by-domain-or-use-case',
      severity: 'error',
      from: { path: `^${F}([^/]+)/` },
      to: { path: `^${F}[^/]+/(db|http|jobs)/`, pathNot: `^${F}($1|platform)/` },
    },
    {
      name: 'console-speaks-http',
      severity: 'error',
      from: { path: '^apps/console/' },
      to: { path: '^apps/api/' },
    },
    {
      name: 'ui-is-dumb',
      severity: 'error',
      from: { path: '^apps/console/src/ui/' },
      to: { path: '^apps/console/src/(api|pages|forms|components|stores)/' },
    },
    ...river,
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    // `#slo` is libs/slo/src, not what is built from it; otherwise no rule about libs/ sees the imports of applications.
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'node', 'default', 'types'],
    },
  },
};
