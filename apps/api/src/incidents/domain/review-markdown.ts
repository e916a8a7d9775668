import { peopleNamed, REVIEW_SECTIONS, type ReviewState } from '#contract';
import { timeFor, type Reader } from '../../platform/kernel/reader.js';
import type { Actor } from '../../platform/kernel/scope.js';
import type { ActionItem } from './action-item.js';
import { blockText, inlineText, tableRow } from './markdown-text.js';
import type { ReviewTexts } from './review.js';
import type { PinnedEntry, ReviewFacts, ReviewPerson } from './review-facts.js';
import { ENTRY_WORDS, REVIEW_WORDS } from './review-words.js';

/** What a review says, for whoever reads it as a text. */
export interface WrittenReview {
  /** `INC-17` */
  readonly name: string;
  readonly title: string;
  readonly state: ReviewState;
  /** null = a draft */
  readonly edition: {
    readonly edition: number;
    readonly publishedBy: Actor;
    readonly publishedAt: Date;
  } | null;
  readonly sections: ReviewTexts;
  readonly facts: ReviewFacts;
  readonly items: readonly { readonly item: ActionItem; readonly isOverdue: boolean }[];
}

/** A review as Markdown. Whatever people or alerts wrote reads as they wrote it: none of it is mark-up. */
export function reviewMarkdown(review: WrittenReview, reader: Reader): string {
  const words = REVIEW_WORDS[reader.locale];
  const { name, title, state, edition, facts, sections } = review;
  const written = REVIEW_SECTIONS.flatMap((section) => {
    const text = blockText(sections[section]);
    if (text === '' && section === 'notes') return [];
    return [`## ${words.sections[section]}`, text === '' ? `*${words.unwritten}*` : text];
  });
  const status = edition
    ? words.edition(
        edition.edition,
        inlineText(edition.publishedBy.name),
        timeFor(edition.publishedAt, reader),
      )
    : words.states[state];
  const blocks = [
    `# ${words.title(name)}: ${inlineText(title)}`,
    `*${status}*`,
    ...written.slice(0, 2),
    `## ${words.facts}`,
    factTable(facts, reader),
    `### ${words.budget}`,
    budgets(facts, reader),
    `### ${words.people}`,
    people(facts, reader),
    `## ${words.timeline}`,
    pinned(facts, name, reader),
    ...written.slice(2),
    `## ${words.items}`,
    items(review, reader),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map(tableRow).join('\n');
}

function factTable(facts: ReviewFacts, reader: Reader): string {
  const words = REVIEW_WORDS[reader.locale];
  const { times } = facts;
  const at = (time: Date | null, none: string) => (time === null ? none : timeFor(time, reader));
  const took = (seconds: number | null) =>
    seconds === null ? words.unknown : durationText(seconds, reader);
  const resolver = facts.automatic === true ? words.automatic : facts.resolvedBy?.name;
  const how = facts.automatic === true || resolver === undefined ? resolver : words.by(resolver);
  const ended = at(times.resolvedAt, words.open);
  const subjects = facts.subjects.map(({ slug, name }) => inlineText(name ?? slug)).join(', ');
  return table(
    ['', ''],
    [
      [words.severity, facts.severity],
      [words.subjects, subjects === '' ? words.unknown : subjects],
      [words.team, facts.team === null ? words.unknown : inlineText(facts.team)],
      [words.started, at(times.startedAt, words.unknown)],
      [words.detected, at(times.detectedAt, words.unknown)],
      [words.paged, at(times.pagedAt, words.never)],
      [words.acknowledged, at(times.acknowledgedAt, words.never)],
      [words.resolved, how === undefined ? ended : `${ended} (${inlineText(how)})`],
      [words.mttd, took(times.detect)],
      [words.mtta, took(times.acknowledge)],
      [words.mttr, took(times.resolve)],
      ...(facts.merged.length === 0 ? [] : [[words.merged, facts.merged.join(', ')]]),
    ],
  );
}

function budgets({ slos }: ReviewFacts, { locale }: Reader): string {
  const words = REVIEW_WORDS[locale];
  if (slos.length === 0) return `*${words.none}*`;
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  return table(
    [words.slo, words.spent, words.events],
    slos.map(({ slug, name, spent }) => {
      if (spent === null) return [inlineText(name ?? slug), words.unknown, words.unknown];
      const { share, bad, good, coverage } = spent;
      const part = coverage < 1 ? ` (${words.coverage(percent.format(coverage))})` : '';
      return [
        inlineText(name ?? slug),
        (share === null ? words.unknown : percent.format(share)) + part,
        `${count.format(bad)} / ${count.format(bad + good)}`,
      ];
    }),
  );
}

function people({ people: all }: ReviewFacts, { locale }: Reader): string {
  const words = REVIEW_WORDS[locale];
  if (all.length === 0) return `*${words.nobody}*`;
  return table(
    [words.person, words.roles, words.did],
    all.map((one) => [
      inlineText(one.name),
      one.roles.map((role) => words.roleNames[role]).join(', '),
      deeds(one, locale).join(', '),
    ]),
  );
}

function deeds(one: ReviewPerson, locale: Reader['locale']): string[] {
  const words = REVIEW_WORDS[locale];
  return [
    ...(one.asked === null ? [] : [words.asked[one.asked]]),
    ...(one.acknowledged ? [words.acknowledgedIt] : []),
    ...(one.resolved ? [words.resolvedIt] : []),
    ...(one.notes === 0 ? [] : [words.notes(one.notes)]),
  ];
}

function pinned({ pinned: entries, names }: ReviewFacts, name: string, reader: Reader): string {
  if (entries.length === 0) return `*${REVIEW_WORDS[reader.locale].unpinned}*`;
  const known = new Map(names.map((one) => [one.id, one.name]));
  return entries
    .map((entry) => {
      const of = entry.incident === name ? '' : ` (${entry.incident})`;
      const said = entryText(entry, known, reader.locale).map(inlineText).join(' ');
      const note = noteOf(entry);
      const more = note === '' ? '' : `: ${inlineText(note)}`;
      return `- ${timeFor(entry.at, reader)}${of}, ${inlineText(entry.actor.name)}: ${said}${more}`;
    })
    .join('\n');
}

/** What happened, and to whom; each part foreign text. */
function entryText(
  { kind, data }: PinnedEntry,
  names: ReadonlyMap<string, string>,
  locale: Reader['locale'],
): string[] {
  const text = (name: string) => {
    const value = data[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const alerts = Array.isArray(data['alerts']) ? (data['alerts'] as { name?: unknown }[]) : [];
  const fired = alerts.map(({ name }) => name).filter((one) => typeof one === 'string');
  const role = text('role');
  const roles: Readonly<Record<string, string>> = REVIEW_WORDS[locale].roleNames;
  return [
    ENTRY_WORDS[locale][kind] ?? kind,
    peopleNamed(data, names).join(', '),
    role === '' ? '' : `(${roles[role] ?? role})`,
    text('incident'),
    fired.length === 0 ? '' : `(${[...new Set(fired)].join(', ')})`,
  ].filter((part) => part !== '');
}

function noteOf({ data }: PinnedEntry): string {
  const said = ['text', 'note', 'title'].map((name) => data[name]);
  return said.find((one): one is string => typeof one === 'string' && one !== '') ?? '';
}

function items({ items: all }: WrittenReview, { locale }: Reader): string {
  const words = REVIEW_WORDS[locale];
  if (all.length === 0) return `*${words.noItems}*`;
  return table(
    [words.item, words.owner, words.due, words.state],
    all.map(({ item: { title, owner, due, link, state, reason }, isOverdue }) => [
      link === null ? inlineText(title) : `[${inlineText(title)}](<${linkTarget(link)}>)`,
      owner === null ? words.unknown : inlineText(owner.name),
      due === null ? words.none : `${due}${isOverdue ? ` (${words.overdue})` : ''}`,
      reason === null
        ? words.itemStates[state]
        : `${words.itemStates[state]}: ${inlineText(reason)}`,
    ]),
  );
}

/** An address as the target of a link: nothing in it can end the target, the cell, or the line. */
function linkTarget(link: string): string {
  return new URL(link).href.replaceAll(/[\\<>|()`\s&*_[\]~$]/g, (letter) =>
    letter === '&' || letter === '_' || letter === '~' || letter === '*' || letter === '$'
      ? letter
      : `%${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** `1 h 5 min`; the two largest units. @param seconds whole ones are said */
export function durationText(seconds: number, { locale }: Pick<Reader, 'locale'>): string {
  const { units } = REVIEW_WORDS[locale];
  const whole = Math.round(seconds);
  const parts = [
    [Math.floor(whole / 86_400), units.d],
    [Math.floor(whole / 3600) % 24, units.h],
    [Math.floor(whole / 60) % 60, units.min],
    [whole % 60, units.s],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  if (first === -1) return `0 ${units.s}`;
  return parts
    .slice(first, first + 2)
    .filter(([count], at) => at === 0 || count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}
