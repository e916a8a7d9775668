import { answerOf } from '../api/client.js';
import type { MaintenanceWindow } from '../api/nouns.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { time } from '../output/amounts.js';
import { printWhole } from '../output/print.js';
import { safeText } from '../output/safe-text.js';
import { sheet } from '../output/table.js';
import { coversText, windowState } from './maintenance-words.js';
import { spanText } from './source-words.js';

interface Hidden {
  readonly alerts: number;
  readonly pages: number;
}

function fieldsOf(planned: MaintenanceWindow, hidden: Hidden | null) {
  const { slug, name, territory, reason, author, starts, timeZone, rrule, next } = planned;
  return [
    ['window', slug],
    ['name', name],
    ['state', windowState(planned)],
    ['covers', coversText(planned)],
    ['reason', reason],
    ['planned by', author.name],
    ['begins', `${starts} ${timeZone}`],
    ['lasts', spanText(planned.durationMinutes * 60)],
    ['repeats', rrule ?? 'no'],
    ['next', next.map(({ from, to }) => `${time(from)} to ${time(to)}`).join('; ') || 'never'],
    ['not paged', `${planned.held} incidents now, ${planned.heldLately} in 30 days`],
    ['is about', hidden && `${hidden.alerts} alerts of 30 days, among them ${hidden.pages} pages`],
    ['territory', territory],
    ['version', `${planned.version}, of ${time(planned.updatedAt)}`],
  ] as const;
}

/** What of 30 days it is about; null for whoever may not plan windows. */
async function hiddenBy(call: Call, planned: MaintenanceWindow): Promise<Hidden | null> {
  const { name, territory, labels, reason, subjects, matchers } = planned;
  const { timeZone, starts, durationMinutes, rrule } = planned;
  const about = { name, territory, labels, reason, subjects, matchers };
  const when = { timeZone, starts, durationMinutes, rrule };
  const answer = await call
    .api()
    .POST('/maintenance-windows/preview', { body: { ...about, ...when } });
  return answer.response.status === 403 ? null : answerOf(answer, 'hidden').hidden;
}

async function run(call: Call): Promise<ExitCode> {
  const { terminal, format } = call;
  const path = { slug: call.operands[0] ?? '' };
  const window = answerOf(
    await call.api().GET('/maintenance-windows/{slug}', { params: { path } }),
    'slug',
    'next',
  );
  if (format === 'json' || format === 'yaml') printWhole(call, format, window);
  else if (terminal.quiet) terminal.data(safeText(window.slug));
  else terminal.data(sheet(fieldsOf(window, await hiddenBy(call, window)), terminal.style));
  return EXIT.OK;
}

export const maintenanceGet: Command = {
  noun: 'maintenance',
  verb: 'get',
  summary: 'One maintenance window: its next times, and what it hides',
  operands: [{ name: 'NAME' }],
  options: [],
  formats: ['table', 'yaml', 'json'],
  notes: [],
  examples: ['leitstand maintenance get new-disks'],
  run,
};
