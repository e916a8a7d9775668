import { REVIEW_SECTIONS, type ReviewSection } from '#contract';
import { answerOf } from '../api/client.js';
import type { Review } from '../api/nouns.js';
import type { Call, Command } from '../command/command.js';
import { EXIT, type ExitCode } from '../failure/exit-code.js';
import { usage } from '../failure/failure.js';
import { count, percent, time } from '../output/amounts.js';
import { printWhole } from '../output/print.js';
import { safeText } from '../output/safe-text.js';
import { sheet } from '../output/table.js';
import { byText, eventText } from './incident-words.js';

const HEADS: Readonly<Record<ReviewSection, string>> = {
  summary: 'Summary',
  impact: 'Impact',
  causes: 'Causes',
  wentWell: 'What went well',
  wentWrong: 'What did not',
  lessons: 'Lessons',
  notes: 'Notes',
};

const minutes = (seconds: number | null): string =>
  seconds === null ? 'not known' : `${Math.round(seconds / 60)} min`;

function fieldsOf({ incident, state, shown, facts }: Review): [string, string | null][] {
  const { times, people, slos, subjects } = facts;
  return [
    ['review of', incident.name],
    ['title', incident.title],
    ['state', state],
    [
      'published',
      shown && `edition ${shown.edition}: ${byText(shown.publishedBy, shown.publishedAt)}`,
    ],
    ['severity', facts.severity],
    ['subjects', subjects.map(({ slug }) => slug).join(', ') || 'not known'],
    ['began', time(times.startedAt)],
    ['detected', time(times.detectedAt)],
    ['first page', times.pagedAt === null ? 'never' : time(times.pagedAt)],
    ['acknowledged', times.acknowledgedAt === null ? 'never' : time(times.acknowledgedAt)],
    ['resolved', times.resolvedAt === null ? 'not yet' : time(times.resolvedAt)],
    ['MTTD', minutes(times.detect)],
    ['MTTA', minutes(times.acknowledge)],
    ['MTTR', minutes(times.resolve)],
    ...slos.map(({ slug, spent }): [string, string] => [
      'spent',
      spent === null || spent.share === null
        ? `${slug}: not known`
        : `${slug}: ${percent(spent.share)} of the budget, ${count(spent.bad)} of ${count(spent.bad + spent.good)} events bad`,
    ]),
    ...people.map(({ name, roles }): [string, string] => [
      'responded',
      roles.length === 0 ? name : `${name} (${roles.join(', ')})`,
    ]),
  ];
}

function textOf(call: Call, review: Review): string {
  const names = new Map(review.facts.names.map(({ id, name }) => [id, name]));
  const pinned = review.facts.pinned.map((entry) => eventText({ ...entry, hash: '' }, names));
  const parts = REVIEW_SECTIONS.flatMap((section) => {
    const text = review.sections[section].trim();
    return text === '' ? [] : [`${HEADS[section]}\n${text}`];
  });
  return [
    sheet(fieldsOf(review), call.terminal.style),
    ...(pinned.length === 0 ? [] : [`What mattered\n${pinned.map(safeText).join('\n')}`]),
    ...parts.map(safeText),
  ].join('\n\n');
}

async function run(call: Call): Promise<ExitCode> {
  const { options, operands, terminal, format } = call;
  const path = { id: operands[0] ?? '' };
  const language = options.text('language') ?? 'en';
  if (language !== 'en' && language !== 'de') throw usage('--language is de or en.');
  if (options.has('start'))
    answerOf(
      await call.api().PUT('/incidents/{id}/review', { params: { path }, body: { sections: {} } }),
      'state',
    );
  if (options.has('markdown')) {
    const written = await call.api().GET('/incidents/{id}/review/markdown', {
      params: { path, query: { language } },
      headers: { accept: 'text/markdown, application/problem+json;q=0.5' },
      parseAs: 'text',
    });
    terminal.data(safeText(answerOf(written).trimEnd()));
    return EXIT.OK;
  }
  const answer = await call.api().GET('/incidents/{id}/review', { params: { path } });
  const review = answerOf(answer, 'sections', 'facts', 'incident');
  if (format === 'json' || format === 'yaml') printWhole(call, format, review);
  else if (terminal.quiet) terminal.data(safeText(review.state));
  else terminal.data(textOf(call, review));
  return EXIT.OK;
}

export const incidentReview: Command = {
  noun: 'incident',
  verb: 'review',
  summary: 'The review of an incident: what is known, and what people wrote',
  operands: [{ name: 'INCIDENT' }],
  options: [
    { name: 'start', help: 'begins it first, where nobody did; the incident has to be resolved' },
    { name: 'markdown', help: 'as Markdown, with its action items' },
    { name: 'language', value: 'LANGUAGE', choices: ['de', 'en'], help: 'of --markdown: de, en' },
  ],
  formats: ['table', 'json', 'yaml'],
  notes: ['What is not known says so: nothing in a review is guessed.'],
  examples: [
    'leitstand incident review INC-17',
    'leitstand incident review INC-17 --markdown > inc-17.md',
  ],
  run,
};
