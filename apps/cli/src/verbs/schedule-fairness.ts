import type { CsvColumn } from '#contract';
import { answerOf } from '../api/client.js';
import type { Fairness } from '../api/nouns.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { usage } from '../failure/failure.js';
import { time } from '../output/amounts.js';
import { isTable, printListing } from '../output/print.js';

type Workload = Fairness['people'][number];

const WEEKS = ['4', '12', '26'] as const;
const hours = (seconds: number): string => (seconds / 3600).toFixed(1);

const CSV: readonly CsvColumn<Workload>[] = [
  ['person', ({ user }) => user.name],
  ['address', ({ user }) => user.email],
  ['shifts', ({ shifts }) => shifts],
  ['on_call_seconds', ({ onCall }) => onCall],
  ['night_seconds', ({ night }) => night],
  ['weekend_seconds', ({ weekend }) => weekend],
  ['pages', ({ pages }) => pages],
  ['night_pages', ({ nightPages }) => nightPages],
];

async function run(call: Call): Promise<ExitCode> {
  const asked = call.options.text('weeks') ?? '12';
  const weeks = WEEKS.find((one) => one === asked);
  if (!weeks) throw usage(`--weeks takes one of ${WEEKS.join(', ')}.`);
  const path = { slug: call.operands[0] ?? '' };
  const whole = answerOf(
    await call.api().GET('/schedules/{slug}/fairness', { params: { path, query: { weeks } } }),
    'people',
    'spread',
  );
  printListing(call, {
    rows: whole.people,
    whole,
    columns: [
      { head: 'PERSON', cell: ({ user }) => user.name },
      { head: 'SHIFTS', right: true, wide: true, cell: ({ shifts }) => String(shifts) },
      { head: 'HOURS', right: true, cell: ({ onCall }) => hours(onCall) },
      { head: 'NIGHT', right: true, cell: ({ night }) => hours(night) },
      { head: 'WEEKEND', right: true, cell: ({ weekend }) => hours(weekend) },
      { head: 'PAGES', right: true, cell: ({ pages }) => String(pages) },
      { head: 'AT NIGHT', right: true, cell: ({ nightPages }) => String(nightPages) },
      { head: 'ADDRESS', wide: true, cell: ({ user }) => user.email },
    ],
    csv: CSV,
    name: ({ user }) => user.email,
  });
  if (isTable(call.format)) {
    const { spread, from, to, uncovered, timeZone } = whole;
    const { terminal } = call;
    if (spread)
      terminal.say(
        `Hours from ${hours(spread.onCall.least)} to ${hours(spread.onCall.most)}, mean ${hours(spread.onCall.mean)}; pages from ${spread.pages.least} to ${spread.pages.most}.`,
      );
    if (uncovered > 0) terminal.say(`Nobody was on call for ${hours(uncovered)} hours.`);
    terminal.say(`From ${time(from)} to ${time(to)}; nights and weekends in ${timeZone}.`);
  }
  return EXIT.OK;
}

export const scheduleFairness: Command = {
  noun: 'schedule',
  verb: 'fairness',
  summary: 'How a schedule is shared out: hours, nights, weekends and pages of each person',
  operands: [{ name: 'NAME' }],
  options: [{ name: 'weeks', value: 'COUNT', help: '4, 12 or 26 weeks until now; 12 by default' }],
  formats: ['table', 'wide', 'json', 'yaml', 'csv'],
  notes: [
    'By the schedule as it is now, with whoever stood in. Nights are from 22:00 to 06:00.',
    'Pages are those that came while somebody was on call by this schedule.',
  ],
  examples: [
    'leitstand schedule fairness shop',
    'leitstand schedule fairness shop --weeks 26 -o csv',
  ],
  run,
};
