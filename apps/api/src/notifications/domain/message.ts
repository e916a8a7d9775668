import { timeFor, type Reader } from '../../platform/kernel/reader.js';
import type { NotificationKind } from './notification.js';
import type { TopicContent } from './topic-content.js';

/** A message as it is sent: plain text. */
export interface Message {
  readonly subject: string;
  readonly text: string;
}

/** Addresses that a message may carry; null where nobody could open them. */
export interface MessageLinks {
  /** opens a page on which the reader acknowledges */
  readonly acknowledge: string | null;
  /** shows the topic in the console */
  readonly console: string | null;
}

const WORDS = {
  de: {
    sample: 'Beispiel',
    acknowledge: 'Quittieren:',
    console: 'In der Konsole:',
    again:
      'Möglicherweise erhalten Sie diese Nachricht zum zweiten Mal: Das Senden wurde unterbrochen, und ob sie schon ankam, ist nicht bekannt.',
    due: (at: string) => `Diese Nachricht war fällig am ${at}.`,
    unknown: 'Sie werden alarmiert',
    unknownText: 'Worum es geht, war gerade nicht zu erfahren. Sehen Sie in der Konsole nach.',
    why: 'Sie erhalten diese Nachricht von Leitstand, weil diese Adresse zu Ihren Wegen der Benachrichtigung gehört.',
  },
  en: {
    sample: 'Sample',
    acknowledge: 'Acknowledge:',
    console: 'In the console:',
    again:
      'You may be getting this a second time: sending it was interrupted, and whether it arrived then is not known.',
    due: (at: string) => `This message was due on ${at}.`,
    unknown: 'You are being paged',
    unknownText: 'What it is about could not be read just now. Look in the console.',
    why: 'Leitstand sends you this because this address is one of the ways to reach you.',
  },
} as const;

const LONGEST_SUBJECT = 200;
/** Control characters, and those that turn the direction of text around (Unicode, UAX #9): neither has a place in a line. */
const UNSPEAKABLE = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** What to say instead where nobody knows what a topic is about: that there is one must reach people all the same. */
export function unknownContent(locale: 'de' | 'en'): TopicContent {
  const words = WORDS[locale];
  return {
    title: words.unknown,
    lines: [words.unknownText],
    reference: null,
    path: '/',
    sample: false,
  };
}

/**
 * The message about a topic.
 * @param mayRepeat whether an attempt before may have reached its reader
 * @param dueAt when it was to go out, which it says in the reader's zone and in UTC
 */
export function messageOf(
  kind: NotificationKind,
  { title, lines, sample }: TopicContent,
  dueAt: Date,
  reader: Reader,
  links: MessageLinks,
  mayRepeat = false,
): Message {
  const words = WORDS[reader.locale];
  const addresses = [
    ...(links.acknowledge === null ? [] : [`${words.acknowledge}\n${links.acknowledge}`]),
    ...(links.console === null || kind === 'verification'
      ? []
      : [`${words.console}\n${links.console}`]),
  ];
  const parts = [
    [title, ...lines].map(oneLine).join('\n'),
    ...addresses,
    ...(mayRepeat ? [words.again] : []),
    [
      words.due(timeFor(dueAt, reader)),
      ...(kind === 'verification' ? [] : [words.why]), // it is none of their ways yet
    ].join('\n'),
  ];
  const subject = sample ? `[${words.sample}] ${title}` : title;
  return { subject: cut(oneLine(subject)), text: `${parts.join('\n\n')}\n` };
}

function oneLine(text: string): string {
  return text.replace(UNSPEAKABLE, ' ').trim();
}

function cut(text: string): string {
  return text.length <= LONGEST_SUBJECT ? text : `${text.slice(0, LONGEST_SUBJECT - 1)}…`;
}
