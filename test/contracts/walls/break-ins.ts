/** An attempt to get around the plan of the house: a file that must not pass `npm run check`. */
export interface BreakIn {
  readonly what: string;
  /** where the file is put; its folder decides what it may do */
  readonly at: string;
  /** statements; `~/` stands for the root of the project */
  readonly code: string;
  /** a second file that it takes */
  readonly beside?: { readonly at: string; readonly code: string };
}

const API = 'apps/api/src';
const CLI = 'apps/cli/src';
let serial = 0;

/** A file of its own in `folder` that imports each of `targets`, for what it names or for its effect. */
function imports(what: string, folder: string, ...targets: readonly string[]): BreakIn {
  serial += 1;
  const code = targets.map((target) => `import '${target}';`).join('\n');
  return { what, at: `${folder}/break-in-${serial}.ts`, code };
}

/** The same for a statement that the linter must see. */
function says(what: string, folder: string, code: string, ending = 'ts'): BreakIn {
  serial += 1;
  return { what, at: `${folder}/break-in-${serial}.${ending}`, code };
}

const door = (path: string) => `~/${API}/${path}`;

const UNKNOWN_PLACES: readonly BreakIn[] = [
  says('a feature that the river does not name', `${API}/billing/domain`, 'export const a = 1;'),
  imports(
    'an unknown feature that imports a known one',
    `${API}/billing/use-cases`,
    door('slos/domain/slo.js'),
  ),
  imports(
    'a known feature that imports an unknown one',
    `${API}/slos/use-cases`,
    door('billing/domain/bill.js'),
  ),
  imports('a room that features do not have', `${API}/slos/helpers`, door('slos/domain/slo.js')),
  imports('a folder within a room', `${API}/slos/domain/more`, door('slos/domain/slo.js')),
  imports(
    'a room that the platform does not have',
    `${API}/platform/misc`,
    door('platform/kernel/ids.js'),
  ),
  imports(
    'a file of the platform outside of its rooms',
    `${API}/platform`,
    door('platform/kernel/ids.js'),
  ),
  imports('a library that the plan does not name', 'libs/money/src', '~/libs/slo/src/index.js'),
  imports('an application that the plan does not name', 'apps/mobile/src', '#slo'),
  imports('a top-level folder that the plan does not name', 'packages/x', '#slo'),
  imports('something that is not there', `${API}/slos/domain`, './not-there.js'),
  imports('a package that is not installed', `${API}/slos/gateways`, 'left-pad'),
];

const PLATFORM: readonly BreakIn[] = [
  imports('kernel → config', `${API}/platform/kernel`, door('platform/config/settings.js')),
  imports('kernel → db', `${API}/platform/kernel`, door('platform/db/tx.js')),
  imports('kernel → a framework', `${API}/platform/kernel`, '@nestjs/common'),
  imports('kernel → files', `${API}/platform/kernel`, 'node:fs'),
  imports('config → db', `${API}/platform/config`, door('platform/db/database.js')),
  imports('db → outbox', `${API}/platform/db`, door('platform/outbox/outbox.js')),
  imports('db → http', `${API}/platform/db`, door('platform/http/problem.js')),
  imports('queue → background', `${API}/platform/queue`, door('platform/background/leases.js')),
  imports('queue → the database driver', `${API}/platform/queue`, 'pg'),
  imports('background → outbox', `${API}/platform/background`, door('platform/outbox/outbox.js')),
  imports('outbox → health', `${API}/platform/outbox`, door('platform/health/status-board.js')),
  imports('outbox → mail', `${API}/platform/outbox`, door('platform/mail/mails.js')),
  imports(
    'http → the server that is made of it',
    `${API}/platform/http`,
    door('platform/server/http-app.js'),
  ),
  imports('http → live', `${API}/platform/http`, door('platform/live/live-hub.js')),
  imports('documents → http', `${API}/platform/documents`, door('platform/http/problem.js')),
  imports('documents → files', `${API}/platform/documents`, 'node:fs'),
  imports('prometheus → db', `${API}/platform/prometheus`, door('platform/db/tx.js')),
  imports('health → a feature', `${API}/platform/health`, door('slos/domain/slo.js')),
  imports(
    'background → a feature',
    `${API}/platform/background`,
    door('audit/use-cases/unit-of-work.js'),
  ),
  imports('kernel → a library that is not its own', `${API}/platform/kernel`, '#slo'),
];

const FEATURES: readonly BreakIn[] = [
  imports('domain → db', `${API}/slos/domain`, door('slos/db/slos.repository.js')),
  imports(
    'domain → use-cases',
    `${API}/catalog/domain`,
    door('catalog/use-cases/save-resource.js'),
  ),
  imports('domain → config', `${API}/slos/domain`, door('platform/config/settings.js')),
  imports('domain → zod', `${API}/catalog/domain`, 'zod'),
  imports('domain → kysely', `${API}/slos/domain`, 'kysely'),
  imports('domain → a framework', `${API}/access/domain`, '@nestjs/common'),
  imports('domain → files', `${API}/slos/domain`, 'node:fs'),
  imports('domain → a domain downstream', `${API}/catalog/domain`, door('slos/domain/slo.js')),
  imports('db → a neighbour’s db', `${API}/slos/db`, door('catalog/db/teams.repository.js')),
  imports('db → gateways', `${API}/slos/db`, door('slos/gateways/rules-folder.gateway.js')),
  imports('db → use-cases', `${API}/catalog/db`, door('catalog/use-cases/save-resource.js')),
  imports('db → the outbox', `${API}/slos/db`, door('platform/outbox/outbox.js')),
  imports('gateways → db', `${API}/slos/gateways`, door('slos/db/slos.repository.js')),
  imports('gateways → a transaction', `${API}/slos/gateways`, door('platform/db/tx.js')),
  imports(
    'gateways → use-cases',
    `${API}/sample/gateways`,
    door('sample/use-cases/switch-sample.js'),
  ),
  imports('documents → db', `${API}/catalog/documents`, door('catalog/db/subjects.repository.js')),
  imports(
    'documents → use-cases',
    `${API}/slos/documents`,
    door('catalog/use-cases/save-resource.js'),
  ),
  imports('documents → the framework', `${API}/slos/documents`, '@nestjs/common'),
  imports('use-cases → schemas of their own', `${API}/catalog/use-cases`, 'zod'),
  imports('use-cases → metrics', `${API}/slos/use-cases`, 'prom-client'),
  imports(
    'domain → documents',
    `${API}/catalog/domain`,
    door('catalog/documents/document-heads.js'),
  ),
  imports('use-cases → http of their own', `${API}/slos/use-cases`, door('slos/http/slo.dto.js')),
  imports('use-cases → jobs', `${API}/slos/use-cases`, door('slos/jobs/publish-rules.ticker.js')),
  imports(
    'use-cases → the words of HTTP',
    `${API}/slos/use-cases`,
    door('platform/http/problem.js'),
  ),
  imports('use-cases → kysely', `${API}/slos/use-cases`, 'kysely'),
  imports('use-cases → the driver', `${API}/catalog/use-cases`, 'pg'),
  imports('use-cases → an HTTP client', `${API}/slos/use-cases`, 'undici'),
  imports('use-cases → files', `${API}/catalog/use-cases`, 'node:fs'),
  imports('use-cases → processes', `${API}/slos/use-cases`, 'node:child_process'),
  imports(
    'use-cases → a neighbour’s db',
    `${API}/slos/use-cases`,
    door('catalog/db/teams.repository.js'),
  ),
  imports(
    'use-cases → a neighbour’s gateways',
    `${API}/sample/use-cases`,
    door('slos/gateways/rules-folder.gateway.js'),
  ),
  imports(
    'use-cases → a feature downstream',
    `${API}/catalog/use-cases`,
    door('slos/use-cases/save-slo.js'),
  ),
  imports(
    'use-cases → a door for writing of their own',
    `${API}/slos/use-cases`,
    door('platform/db/database.js'),
  ),
  imports('use-cases → the outbox', `${API}/catalog/use-cases`, door('platform/outbox/outbox.js')),
  imports(
    'use-cases → the audit trail',
    `${API}/access/use-cases`,
    door('audit/use-cases/append-audit-entries.js'),
  ),
  imports('use-cases → the queue', `${API}/slos/use-cases`, door('platform/queue/job-queue.js')),
  imports('http → db', `${API}/slos/http`, door('slos/db/slos.repository.js')),
  imports('http → gateways', `${API}/sample/http`, door('sample/gateways/sample-shop.gateway.js')),
  imports(
    'http → a neighbour’s use-cases',
    `${API}/slos/http`,
    door('catalog/use-cases/save-resource.js'),
  ),
  imports('http → a neighbour’s http', `${API}/slos/http`, door('catalog/http/catalog.dto.js')),
  imports(
    'http → the door to the database',
    `${API}/catalog/http`,
    door('platform/db/database-reader.js'),
  ),
  imports('jobs → db of their own', `${API}/slos/jobs`, door('slos/db/ledger.repository.js')),
  imports('jobs → http', `${API}/slos/jobs`, door('slos/http/slo.dto.js')),
  imports(
    'jobs → a neighbour’s use-cases',
    `${API}/slos/jobs`,
    door('catalog/use-cases/save-resource.js'),
  ),
  imports('audit → access', `${API}/audit/use-cases`, door('access/domain/grants.js')),
  imports('wiring → a feature downstream', `${API}/catalog`, door('slos/slos.module.js')),
  imports('wiring → SQL', `${API}/catalog`, 'kysely'),
  imports('a spec → another application', `${API}/slos/domain`, `~/${CLI}/failure/exit-code.js`),
  {
    what: 'a spec → the tests',
    at: `${API}/slos/domain/break-in.spec.ts`,
    code: "import '~/test/harness/until.js';",
  },
  {
    what: 'a benchmark beside the code, where fewer rules hold',
    at: `${API}/slos/use-cases/break-in.bench.ts`,
    code: `import '${door('slos/domain/slo.js')}';\nexport const now = () => Date.now();`,
  },
  { what: 'a barrel', at: `${API}/slos/break-in-barrel.ts`, code: "import './domain/index.js';" },
  {
    what: 'the barrel itself',
    at: `${API}/slos/domain/index.ts`,
    code: "export { attributesOf } from './slo.js';",
  },
];

const ELSEWHERE: readonly BreakIn[] = [
  imports('libs → another library by a side door', 'libs/slo/src', '~/libs/contract/src/csv.js'),
  imports('libs/contract → libs/slo', 'libs/contract/src', '#slo'),
  imports('libs → an application', 'libs/slo/src', door('platform/kernel/ids.js')),
  imports('libs → a framework', 'libs/slo/src', '@nestjs/common'),
  imports('libs → the database', 'libs/slo/src', 'kysely'),
  imports('libs → sockets', 'libs/slo/src', 'node:tls'),
  imports('libs → an HTTP client', 'libs/slo/src', 'undici'),
  imports('libs → files', 'libs/contract/src', 'node:fs'),
  imports('libs → processes', 'libs/slo/src', 'node:child_process'),
  imports('a library by a side door', `${API}/slos/domain`, '~/libs/slo/src/budget.js'),
  imports('api → the types its clients are made of', `${API}/slos/http`, '#contract/api'),
  imports('api → the console', `${API}/slos/http`, '~/apps/console/src/util/format.js'),
  imports('api → the command line', `${API}/slos/http`, `~/${CLI}/failure/exit-code.js`),
  imports('api → the tests', `${API}/platform/http`, '~/test/harness/until.js'),
  imports('console → api', 'apps/console/src/util', door('platform/kernel/ids.js')),
  imports('console → a server’s package', 'apps/console/src/api', 'pg'),
  imports('console → files', 'apps/console/src/util', 'node:fs'),
  imports('console → the command line', 'apps/console/src/util', `~/${CLI}/failure/exit-code.js`),
  imports('console → schemas it loads first', 'libs/contract/src', 'pino'),
  imports('cli → api', 'apps/cli/src/verbs', door('platform/kernel/ids.js')),
  imports('cli → console', 'apps/cli/src/verbs', '~/apps/console/src/api/contract.js'),
  imports('cli → a server’s package', 'apps/cli/src/verbs', 'kysely'),
  imports('cli: output → verbs', `${CLI}/output`, `~/${CLI}/verbs/slo-words.js`),
  imports('cli: options → the list of commands', `${CLI}/options`, `~/${CLI}/commands.js`),
  imports('cli: output → the program, which needs it', `${CLI}/output`, `~/${CLI}/run.js`),
  imports('cli: connection → api', `${CLI}/connection`, `~/${CLI}/api/client.js`),
  imports('cli: verbs → the program', `${CLI}/verbs`, `~/${CLI}/run.js`),
  imports('cli: verbs → the API past its client', `${CLI}/verbs`, 'openapi-fetch'),
  imports('cli: verbs → the types of the API past its nouns', `${CLI}/verbs`, '#contract/api'),
  imports('cli: completion → files', `${CLI}/completion`, 'node:fs'),
  imports('cli: a room that it does not have', `${CLI}/helpers`, `~/${CLI}/failure/failure.js`),
  imports('cli → the tests', 'apps/cli/src/verbs', '~/test/harness/until.js'),
  imports('samples → api', 'samples/shop/src', door('platform/kernel/ids.js')),
  imports('samples → a framework', 'samples/shop/src', '@nestjs/common'),
  says(
    'types of a script that do not fit',
    'scripts/lib',
    "import { layout } from './paths.mjs';\nexport const dir = layout(42).nowhere;",
    'mjs',
  ),
  { what: 'scripts → a package', at: 'scripts/lib/break-in-1.mjs', code: "import 'undici';" },
  {
    what: 'scripts → api',
    at: 'scripts/lib/break-in-2.mjs',
    code: `import '${door('platform/kernel/ids.js')}';`,
  },
  {
    what: 'two files that need each other',
    at: `${API}/slos/domain/break-in-left.ts`,
    code: "export type { R } from './break-in-right.js';\nexport type L = 1;",
    beside: {
      at: `${API}/slos/domain/break-in-right.ts`,
      code: "export type { L } from './break-in-left.js';\nexport type R = 1;",
    },
  },
];

const screen = (path: string) => `~/apps/console/src/${path}`;
const SCREENS = 'apps/console/src';

const CONSOLE: readonly BreakIn[] = [
  imports('a folder that the console does not have', `${SCREENS}/helpers`, screen('util/slug.js')),
  says('a page outside of any page’s folder', `${SCREENS}/pages`, 'export const a = 1;'),
  imports('util → i18n', `${SCREENS}/util`, screen('i18n/use-t.js')),
  imports('util → api', `${SCREENS}/util`, screen('api/contract.js')),
  imports('util → react', `${SCREENS}/util`, 'react'),
  imports('i18n → stores', `${SCREENS}/i18n`, screen('stores/preferences.js')),
  imports('stores → theme', `${SCREENS}/stores`, screen('theme/use-theme.js')),
  imports('stores → api', `${SCREENS}/stores`, screen('api/client.js')),
  imports('theme → hooks', `${SCREENS}/theme`, screen('hooks/use-now.js')),
  imports('api → hooks', `${SCREENS}/api`, screen('hooks/use-go.js')),
  imports('api → components', `${SCREENS}/api/nouns`, screen('components/slo/amounts.js')),
  imports('api → a router', `${SCREENS}/api`, '@tanstack/react-router'),
  imports('hooks → ui', `${SCREENS}/hooks`, screen('ui/app-link.js')),
  imports('hooks → forms', `${SCREENS}/hooks`, screen('forms/team-form.js')),
  imports('ui → api', `${SCREENS}/ui`, screen('api/client.js')),
  imports('ui → the nouns of the API', `${SCREENS}/ui`, screen('api/contract.js')),
  imports('ui → table', `${SCREENS}/ui`, screen('table/data-table.js')),
  imports('ui → a query library', `${SCREENS}/ui`, '@tanstack/react-query'),
  imports('table → api', `${SCREENS}/table`, screen('api/client.js')),
  imports('table → charts', `${SCREENS}/table`, screen('charts/sparkline.js')),
  imports('charts → components', `${SCREENS}/charts`, screen('components/slo/amounts.js')),
  imports('charts → a query library', `${SCREENS}/charts`, '@tanstack/react-query'),
  imports('components → forms', `${SCREENS}/components/team`, screen('forms/team-form.js')),
  imports('components → pages', `${SCREENS}/components`, screen('pages/now/counts.js')),
  imports('components → shell', `${SCREENS}/components`, screen('shell/nav-items.js')),
  imports('forms → shell', `${SCREENS}/forms`, screen('shell/nav-items.js')),
  imports('forms → pages', `${SCREENS}/forms`, screen('pages/now/counts.js')),
  imports('shell → pages', `${SCREENS}/shell`, screen('pages/now/counts.js')),
  imports('pages → the routes', `${SCREENS}/pages/now`, screen('routes.js')),
  imports('pages → another page', `${SCREENS}/pages/slos`, screen('pages/now/counts.js')),
  imports('pages → the generated types', `${SCREENS}/pages/slos`, '#contract/api'),
  imports('pages → the mock API', `${SCREENS}/pages/now`, '~/apps/console/mock-api/random.js'),
  imports('pages → a chart library', `${SCREENS}/pages/now`, 'uplot'),
  imports('mock-api → pages', 'apps/console/mock-api', screen('pages/now/counts.js')),
  imports('mock-api → the client', 'apps/console/mock-api/routes', screen('api/client.js')),
  imports('mock-api → code of the console', 'apps/console/mock-api', screen('api/contract.js')),
  imports('mock-api → api', 'apps/console/mock-api', door('platform/kernel/ids.js')),
  imports('mock-api → files', 'apps/console/mock-api', 'node:fs'),
];

const STATEMENTS: readonly BreakIn[] = [
  says('the clock in a domain', `${API}/slos/domain`, 'export const now = () => new Date();'),
  says('the clock in a use case', `${API}/slos/use-cases`, 'export const now = () => Date.now();'),
  says('the clock as a text', `${API}/catalog/use-cases`, 'export const now = () => Date();'),
  says('the clock in a repository', `${API}/slos/db`, 'export const now = () => new Date();'),
  says(
    'the clock in the platform',
    `${API}/platform/background`,
    'export const now = () => Date.now();',
  ),
  says(
    'the clock of another library',
    'libs/slo/src',
    "import { Temporal } from 'temporal-polyfill';\nexport const now = () => Temporal.Now.instant();",
  ),
  says(
    'the environment in a use case',
    `${API}/slos/use-cases`,
    "export const url = () => process.env['X'];",
  ),
  says(
    'the environment in the platform',
    `${API}/platform/http`,
    'export const url = () => process.env.X;',
  ),
  says('the environment in a library', 'libs/slo/src', 'export const url = () => process.env.X;'),
  says(
    'the environment in the command line',
    'apps/cli/src/verbs',
    'export const url = () => process.env.X;',
  ),
  says(
    'fetch in a use case',
    `${API}/slos/use-cases`,
    "export const get = () => fetch('http://x');",
  ),
  says(
    'fetch in the platform',
    `${API}/platform/health`,
    "export const get = () => fetch('http://x');",
  ),
  says('fetch in a page', 'apps/console/src/pages', "export const get = () => fetch('/api/v1/x');"),
  says('fetch in a verb', 'apps/cli/src/verbs', "export const get = () => fetch('http://x');"),
  says('chance in a domain', `${API}/slos/domain`, 'export const pick = () => Math.random();'),
  says('chance in a library', 'libs/slo/src', 'export const pick = () => Math.random();'),
  says(
    'waiting in a use case',
    `${API}/slos/use-cases`,
    'export const wait = (then: () => void) => setTimeout(then, 1);',
  ),
  says(
    'a timer in a job',
    `${API}/slos/jobs`,
    'export const tick = (then: () => void) => setInterval(then, 1);',
  ),
  says(
    'an HTTP exception in a use case',
    `${API}/slos/use-cases`,
    "import { NotFoundException } from '@nestjs/common';\nexport const gone = () => new NotFoundException();",
  ),
  says(
    'an HTTP exception in a controller',
    `${API}/slos/http`,
    "import { HttpException } from '@nestjs/common';\nexport const gone = () => new HttpException('x', 404);",
  ),
  says(
    'an answer that nobody checks',
    `${API}/slos/http`,
    "import { ApiOkResponse } from '@nestjs/swagger';\nexport const Ok = ApiOkResponse;",
  ),
  says('a default export', `${API}/slos/domain`, 'export default 1;'),
];

/** Every attempt; each must be refused. */
export const BREAK_INS: readonly BreakIn[] = [
  ...UNKNOWN_PLACES,
  ...PLATFORM,
  ...FEATURES,
  ...ELSEWHERE,
  ...CONSOLE,
  ...STATEMENTS,
];
