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
  says('a default export', `${API}/slos/domain`, 'export default 1;'),
];
