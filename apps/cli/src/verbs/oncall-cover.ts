import { answerOf } from '../api/client.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { usage } from '../failure/failure.js';
import { time } from '../output/amounts.js';
import { printWhole } from '../output/print.js';
import { safeText } from '../output/safe-text.js';
import { instantOf } from './instant.js';

async function run(call: Call): Promise<ExitCode> {
  const { options, terminal, format } = call;
  const [from, to] = [options.text('from'), options.text('to')];
  if (to === undefined) throw usage('--to says when it ends, e.g. --to 2026-03-01T22:00:00Z.');
  const end = instantOf('to', to);
  // Left out, it begins now by the clock of the server: this machine's may be wrong.
  const start = from === undefined ? undefined : instantOf('from', from);
  const path = { slug: call.operands[0] ?? '' };
  const body = { user: options.text('user'), start, end };
  const made = answerOf(
    await call.api().POST('/schedules/{slug}/overrides', { params: { path }, body }),
    'id',
    'user',
  );
  if (format === 'json' || format === 'yaml') printWhole(call, format, made);
  else terminal.data(safeText(made.id));
  terminal.say(
    `${made.user.name} is on call on ${path.slug} from ${time(made.start)} to ${time(made.end)}`,
  );
  return EXIT.OK;
}

export const oncallCover: Command = {
  noun: 'oncall',
  verb: 'cover',
  summary: 'Be on call, or put somebody on call, for a time, whoever would be',
  operands: [{ name: 'SCHEDULE' }],
  options: [
    { name: 'to', value: 'TIME', help: 'when it ends (RFC 3339)' },
    { name: 'from', value: 'TIME', help: 'when it begins (RFC 3339), now by default' },
    { name: 'user', value: 'EMAIL', help: 'who is on call, oneself by default' },
  ],
  formats: ['table', 'json', 'yaml'],
  notes: [
    'Prints the id of the override.',
    'One may take any shift, and give away those of one’s own; editors arrange everybody’s.',
  ],
  examples: [
    'leitstand oncall cover shop --to 2026-12-24T20:00:00Z',
    'leitstand oncall cover shop --from 2026-12-24T08:00+01:00 --to 2026-12-24T20:00+01:00 --user ben@example.org',
  ],
  run,
};
