import { pages } from '#contract';
import { answerOf } from '../api/client.js';
import type { Schedule } from '../api/nouns.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { printListing } from '../output/print.js';

const members = ({ layers }: Schedule): string => {
  const names = layers.flatMap(({ rotation }) => rotation.members.map(({ name }) => name));
  return [...new Set(names)].join(', ');
};

async function run(call: Call): Promise<ExitCode> {
  const [api, items] = [call.api(), [] as Schedule[]];
  const query = { territory: call.options.text('territory'), q: call.options.text('search') };
  const fetchPage = async (cursor?: string) =>
    answerOf(
      await api.GET('/schedules', { params: { query: { ...query, cursor } } }),
      'items',
      'nextCursor',
    );
  for await (const page of pages(fetchPage)) items.push(...page.items);
  printListing(call, {
    rows: items,
    whole: { items, nextCursor: null },
    columns: [
      { head: 'SCHEDULE', cell: ({ slug }) => slug },
      { head: 'TERRITORY', cell: ({ territory }) => territory },
      { head: 'TEAM', cell: ({ team }) => team ?? '-' },
      { head: 'TIME ZONE', cell: ({ timeZone }) => timeZone },
      { head: 'MEMBERS', cell: members },
      { head: 'NAME', wide: true, cell: ({ name }) => name },
    ],
    csv: [
      ['schedule', ({ slug }) => slug],
      ['name', ({ name }) => name],
      ['territory', ({ territory }) => territory],
      ['team', ({ team }) => team],
      ['time_zone', ({ timeZone }) => timeZone],
      ['members', members],
    ],
    name: ({ slug }) => slug,
  });
  if (items.length === 0) call.terminal.say('No schedule matches.');
  return EXIT.OK;
}

export const scheduleList: Command = {
  noun: 'schedule',
  verb: 'list',
  summary: 'Schedules, and who is on them',
  operands: [],
  options: [
    { name: 'search', value: 'TEXT', help: 'schedules whose name contains this' },
    { name: 'territory', value: 'CODE', help: 'schedules of this territory' },
  ],
  formats: ['table', 'wide', 'json', 'yaml', 'csv'],
  notes: [],
  examples: ['leitstand schedule list', 'leitstand schedule list --territory DE -o csv'],
  run,
};
