import { INCIDENT_SEVERITIES, type Choice } from '#contract';
import { answerOf } from '../api/client.js';
import type { SubjectSimulation } from '../api/nouns.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { time } from '../output/amounts.js';
import { printListing } from '../output/print.js';
import { safeText } from '../output/safe-text.js';
import type { Cell } from '../output/table.js';
import { instantOf } from './instant.js';

type Page = SubjectSimulation['pages'][number];

const BECAUSE: Readonly<Record<Choice, string>> = {
  subject: 'which serves the subject',
  team: 'which serves its team',
  default: 'which serves what no other policy does',
};

const whom = ({ people }: Page): string | Cell =>
  people.length > 0
    ? people.map(({ name }) => name).join(', ')
    : { text: 'nobody', tone: 'bad' as const };
const ways = ({ people }: Page): string =>
  people
    .flatMap(({ methods }) => methods.map(({ kind, lastFour }) => `${kind} …${lastFour}`))
    .join(', ') || '-';

/** `step 2`, of a later round with its number. */
function place({ route, step, loop }: Page): string {
  if (route === null) return '-';
  const name = route === 'step' && step !== null ? `step ${step}` : route;
  return loop !== null && loop > 1 ? `${name}, round ${loop}` : name;
}

/** How long after it began: `+5 min`. */
function after(begin: string) {
  return ({ at }: Page) => `+${Math.round((Date.parse(at) - Date.parse(begin)) / 60_000)} min`;
}

/** By which policy, or why nobody is paged. */
function verdict(subject: string, { policy, severity, pagesPeople }: SubjectSimulation): string {
  if (policy === null) return `No escalation policy serves ${subject}: nobody is paged.`;
  const by = `policy ${policy.slug}, ${BECAUSE[policy.because]}`;
  return pagesPeople
    ? `By ${by}.`
    : `Incidents of severity ${severity} page nobody; others are escalated by ${by}.`;
}

async function run(call: Call): Promise<ExitCode> {
  const { terminal, options } = call;
  const path = { slug: call.operands[0] ?? '' };
  const at = options.text('at');
  const query = {
    at: at === undefined ? undefined : instantOf('at', at),
    severity: options.text('severity') as SubjectSimulation['severity'] | undefined,
  };
  const found = answerOf(
    await call.api().GET('/subjects/{slug}/simulation', { params: { path, query } }),
    'pages',
    'policy',
    'severity',
  );
  printListing(call, {
    rows: found.pages,
    whole: found,
    columns: [
      { head: 'AFTER', cell: after(found.at) },
      { head: 'AT', cell: (page) => time(page.at) },
      { head: 'PLACE', cell: place },
      { head: 'PAGES', cell: whom },
      { head: 'BY', cell: ways },
      { head: 'PASSED OVER', wide: true, cell: ({ skipped }) => skipped.join(', ') || '-' },
    ],
    csv: [
      ['at', (page) => page.at],
      ['route', ({ route }) => route],
      ['step', ({ step }) => step],
      ['round', ({ loop }) => loop],
      ['people', ({ people }) => people.map(({ email }) => email).join(' ')],
    ],
    name: ({ people }) => people.map(({ email }) => email).join(' ') || 'nobody',
  });
  terminal.say(safeText(verdict(path.slug, found)));
  return found.pages.some(({ people }) => people.length > 0) ? EXIT.OK : EXIT.FOUND_PROBLEMS;
}

export const oncallWhoIf: Command = {
  noun: 'oncall',
  verb: 'who-if',
  summary: 'Who would be paged about a subject, when and by what, until somebody acknowledges',
  operands: [{ name: 'SUBJECT' }],
  options: [
    { name: 'at', value: 'TIME', help: 'if it began then in place of now (RFC 3339)' },
    {
      name: 'severity',
      value: 'SEVERITY',
      choices: INCIDENT_SEVERITIES,
      help: 'of the incident; page unless told',
    },
  ],
  formats: ['table', 'wide', 'json', 'yaml', 'csv'],
  notes: ['Nobody is told. Exits with 3 where nobody would be paged, so that a pipeline notices.'],
  examples: [
    'leitstand oncall who-if shop',
    'leitstand oncall who-if shop --at 2026-12-24T20:00:00Z --severity critical',
  ],
  run,
};
