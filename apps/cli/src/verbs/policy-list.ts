import { pages } from '#contract';
import { answerOf, type Api } from '../api/client.js';
import type { EscalationPolicy } from '../api/nouns.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { isTable, printListing } from '../output/print.js';
import { delaysText, repeatText, servesText, targetText } from './policy-words.js';

async function everyPolicy(api: Api, territory: string | undefined): Promise<EscalationPolicy[]> {
  const fetchPage = async (cursor?: string) =>
    answerOf(
      await api.GET('/escalation-policies', { params: { query: { territory, cursor } } }),
      'items',
      'nextCursor',
    );
  const all: EscalationPolicy[] = [];
  for await (const { items } of pages(fetchPage)) all.push(...items);
  return all;
}

async function run(call: Call): Promise<ExitCode> {
  const items = await everyPolicy(call.api(), call.options.text('territory'));
  printListing(call, {
    rows: items,
    whole: { items, nextCursor: null },
    columns: [
      { head: 'POLICY', cell: ({ slug }) => slug },
      { head: 'TERRITORY', cell: ({ territory }) => territory },
      { head: 'FOR', cell: servesText },
      { head: 'DELAYS', cell: delaysText },
      { head: 'STEPS ARE RUN', cell: repeatText },
      { head: 'FALLBACK', cell: ({ fallback }) => targetText(fallback) },
      { head: 'NAME', wide: true, cell: ({ name }) => name },
    ],
    csv: [
      ['slug', ({ slug }) => slug],
      ['territory', ({ territory }) => territory],
      ['for', servesText],
      ['delays', delaysText],
      ['repeat', ({ repeat }) => repeat],
      ['fallback', ({ fallback }) => targetText(fallback)],
      ['name', ({ name }) => name],
    ],
    name: ({ slug }) => slug,
  });
  if (items.length === 0 && isTable(call.format))
    call.terminal.say('There is no escalation policy.');
  return EXIT.OK;
}

export const policyList: Command = {
  noun: 'policy',
  verb: 'list',
  summary: 'Escalation policies: who is paged about an incident, in which order',
  operands: [],
  options: [{ name: 'territory', value: 'CODE', help: 'policies of this territory' }],
  formats: ['table', 'wide', 'json', 'yaml', 'csv'],
  notes: [],
  examples: ['leitstand policy list', 'leitstand policy list --territory DE -o wide'],
  run,
};
