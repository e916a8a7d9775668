import { heartbeatState } from '#contract';
import { answerOf } from '../api/client.js';
import type { Heartbeat } from '../api/nouns.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { time } from '../output/amounts.js';
import { printWhole } from '../output/print.js';
import { safeText } from '../output/safe-text.js';
import { sheet } from '../output/table.js';
import { spanText } from './source-words.js';

function fieldsOf(heartbeat: Heartbeat) {
  const { slug, name, territory, subject, tokenPrefix, tokenMadeAt } = heartbeat;
  return [
    ['heartbeat', slug],
    ['name', name],
    ['state', heartbeatState(heartbeat)],
    ['last heard', time(heartbeat.lastPingAt)],
    ['comes every', spanText(heartbeat.intervalSeconds)],
    ['may be late by', spanText(heartbeat.graceSeconds)],
    ['subject', subject],
    ['territory', territory],
    ['token', tokenPrefix && `${tokenPrefix}…, of ${time(tokenMadeAt)}`],
    ['version', `${heartbeat.version}, of ${time(heartbeat.updatedAt)}`],
  ] as const;
}

async function run(call: Call): Promise<ExitCode> {
  const { terminal, format } = call;
  const path = { slug: call.operands[0] ?? '' };
  const heartbeat = answerOf(
    await call.api().GET('/heartbeats/{slug}', { params: { path } }),
    'slug',
    'intervalSeconds',
  );
  if (format === 'json' || format === 'yaml') printWhole(call, format, heartbeat);
  else if (terminal.quiet) terminal.data(safeText(heartbeat.slug));
  else terminal.data(sheet(fieldsOf(heartbeat), terminal.style));
  return EXIT.OK;
}

export const heartbeatGet: Command = {
  noun: 'heartbeat',
  verb: 'get',
  summary: 'One heartbeat, and when it was last heard',
  operands: [{ name: 'NAME' }],
  options: [],
  formats: ['table', 'yaml', 'json'],
  notes: [],
  examples: ['leitstand heartbeat get nightly-backup'],
  run,
};
