import { API, says, type BreakIn } from './break-in.js';

/** What a statement can do without an import. */
export const STATEMENTS: readonly BreakIn[] = [
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
  says(
    'a query in a use case',
    `${API}/slos/use-cases`,
    "export const all = (tx: { selectFrom(t: string): unknown }) => tx.selectFrom('slos');",
  ),
  says(
    'the clock by a computed name',
    `${API}/slos/domain`,
    "export const now = () => Date['now']();",
  ),
  says(
    'the clock of the process',
    `${API}/slos/use-cases`,
    'export const now = () => process.hrtime();',
  ),
  says(
    'fetch by way of the global object',
    `${API}/slos/use-cases`,
    "export const get = () => globalThis.fetch('http://x');",
  ),
  says(
    'an import that is computed',
    `${API}/slos/use-cases`,
    'export const load = (name: string) => import(name);',
  ),
  says(
    'fetch in a verb of the command line',
    'apps/cli/src/verbs',
    "export const get = () => globalThis.fetch('http://x');",
  ),
  says('the clock by another name', `${API}/slos/domain`, 'const { now } = Date;\nexport { now };'),
  says(
    'the clock that only grows',
    `${API}/slos/domain`,
    'export const at = () => performance.now();',
  ),
  says(
    'the environment by another name',
    `${API}/slos/use-cases`,
    "const here = process;\nexport const url = () => here.env['X'];",
  ),
  says(
    'fetch by another name',
    `${API}/slos/use-cases`,
    "const { fetch: get } = globalThis;\nexport const answer = () => get('http://x');",
  ),
  says(
    'chance of a library in a domain',
    `${API}/incidents/domain`,
    "import { randomUUID } from 'node:crypto';\nexport const id = () => randomUUID();",
  ),
  says(
    'chance of the platform in a domain',
    `${API}/incidents/domain`,
    'export const id = () => crypto.randomUUID();',
  ),
  says(
    'a module that the process is asked for',
    `${API}/slos/domain`,
    "export const files = () => process.getBuiltinModule('node:fs');",
  ),
  says(
    'a statement in a use case',
    `${API}/incidents/use-cases`,
    "export const drop = (tx: { executeQuery(q: object): unknown }) => tx.executeQuery({ sql: 'delete from incidents' });",
  ),
  says(
    'a stream of its own in a page',
    'apps/console/src/pages/now',
    "export const open = () => new EventSource('/api/v1/events');",
  ),
  says(
    'a socket in a page',
    'apps/console/src/pages/now',
    "export const open = () => new WebSocket('ws://x');",
  ),
  says(
    'word to the server from a page that closes',
    'apps/console/src/pages/now',
    "export const tell = () => navigator.sendBeacon('/api/v1/x');",
  ),
  says(
    'the clock of the device in a page',
    'apps/console/src/pages/now',
    'export const now = () => new Date();',
  ),
  says(
    'the clock of the device in a hook',
    'apps/console/src/hooks',
    'export const now = () => Date.now();',
  ),
  says('a default export', `${API}/slos/domain`, 'export default 1;'),
];
