import { SNOOZE_LIMITS } from '#contract';
import { answerOf } from '../api/client.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { usage } from '../failure/failure.js';
import { outcomeText } from './incident-words.js';
import { instantOf } from './instant.js';

const MINUTES = { m: 1, h: 60 } as const;

/** When a snooze that is to take so long ends, e.g. `90m`, `2h`. @throws Failure of usage for another text */
function after(length: string, now: Date): string {
  const [, count, unit] = /^(\d{1,4})([mh])$/.exec(length) ?? [];
  if (count === undefined || (unit !== 'm' && unit !== 'h'))
    throw usage('--for takes minutes or hours, e.g. 90m or 2h.');
  return new Date(now.getTime() + Number(count) * MINUTES[unit] * 60_000).toISOString();
}

async function run(call: Call): Promise<ExitCode> {
  const { options } = call;
  const params = { path: { id: call.operands[0] ?? '' } };
  const [length, end] = [options.text('for'), options.text('until')];
  if ([length, end, options.has('undo') || undefined].filter(Boolean).length !== 1)
    throw usage('Say one of --for, --until and --undo.');
  const api = call.api();
  const answer = options.has('undo')
    ? await api.POST('/incidents/{id}/unsnooze', { params })
    : await api.POST('/incidents/{id}/snooze', {
        params,
        body: {
          until: length === undefined ? instantOf('until', end ?? '') : after(length, new Date()),
        },
      });
  call.terminal.say(outcomeText(answerOf(answer, 'name', 'state')));
  return EXIT.OK;
}

export const incidentSnooze: Command = {
  noun: 'incident',
  verb: 'snooze',
  summary: 'Page nobody about an incident until a time',
  operands: [{ name: 'INCIDENT' }],
  options: [
    { name: 'for', value: 'LENGTH', help: 'how long, in minutes or hours: 90m, 2h' },
    { name: 'until', value: 'TIME', help: 'when it ends (RFC 3339)' },
    { name: 'undo', help: 'it sleeps no more: people are paged again' },
  ],
  formats: [],
  notes: [
    `${SNOOZE_LIMITS.shortestMinutes} minutes to ${SNOOZE_LIMITS.longestMinutes / 60} hours. A worse severity or another alert ends it before.`,
    'When it ends nobody has the incident, and whoever snoozed it is paged first.',
  ],
  examples: [
    'leitstand incident snooze INC-17 --for 2h',
    'leitstand incident snooze INC-17 --until 2026-12-24T08:00+01:00',
    'leitstand incident snooze INC-17 --undo',
  ],
  run,
};
