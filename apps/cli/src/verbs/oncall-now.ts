import { pages } from '#contract';
import { answerOf } from '../api/client.js';
import type { OnCall } from '../api/nouns.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { time } from '../output/amounts.js';
import { printListing } from '../output/print.js';
import type { Cell } from '../output/table.js';
import { instantOf } from './instant.js';

const who = ({ user }: OnCall): string | Cell =>
  user ? user.name : { text: 'nobody', tone: 'bad' };
const by = ({ user, layer }: OnCall): string => (user ? (layer ?? 'override') : '-');

async function run(call: Call): Promise<ExitCode> {
  const [api, items] = [call.api(), [] as OnCall[]];
  const at = call.options.text('at');
  const query = {
    territory: call.options.text('territory'),
    at: at === undefined ? undefined : instantOf('at', at),
  };
  const fetchPage = async (cursor?: string) =>
    answerOf(
      await api.GET('/on-call', { params: { query: { ...query, cursor } } }),
      'items',
      'at',
      'nextCursor',
    );
  let asOf = '';
  for await (const page of pages(fetchPage)) {
    asOf ||= page.at;
    items.push(...page.items);
  }
  printListing(call, {
    rows: items,
    whole: { at: asOf, items, nextCursor: null },
    columns: [
      { head: 'SCHEDULE', cell: ({ schedule }) => schedule },
      { head: 'TERRITORY', cell: ({ territory }) => territory },
      { head: 'ON CALL', cell: who },
      { head: 'UNTIL', cell: ({ until }) => time(until) },
      { head: 'THEN', cell: ({ next }) => next?.name ?? '-' },
      { head: 'BY', wide: true, cell: by },
      { head: 'TEAM', wide: true, cell: ({ team }) => team ?? '-' },
      { head: 'ADDRESS', wide: true, cell: ({ user }) => user?.email ?? '-' },
    ],
    csv: [
      ['schedule', ({ schedule }) => schedule],
      ['territory', ({ territory }) => territory],
      ['team', ({ team }) => team],
      ['on_call', ({ user }) => user?.name ?? null],
      ['address', ({ user }) => user?.email ?? null],
      ['until', ({ until }) => until],
      ['then', ({ next }) => next?.name ?? null],
    ],
    name: ({ schedule }) => schedule,
  });
  if (items.length === 0) call.terminal.say('No schedule matches.');
  return EXIT.OK;
}

export const oncallNow: Command = {
  noun: 'oncall',
  verb: 'now',
  summary: 'Who is on call, until when, and who follows',
  operands: [],
  options: [
    { name: 'at', value: 'TIME', help: 'at this time in place of now (RFC 3339)' },
    { name: 'territory', value: 'CODE', help: 'schedules of this territory' },
  ],
  formats: ['table', 'wide', 'json', 'yaml', 'csv'],
  notes: [],
  examples: ['leitstand oncall now', 'leitstand oncall now --at 2026-12-24T20:00:00Z -o wide'],
  run,
};
