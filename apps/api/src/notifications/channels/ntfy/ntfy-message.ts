import { timeFor } from '../../../platform/kernel/reader.js';
import type { Outgoing } from '../../domain/channel.js';
import { cutTo, plainLine } from '../../domain/plain-line.js';

/** A button of ntfy: opens an address, or posts to one. */
export type NtfyAction =
  | { readonly action: 'view'; readonly label: string; readonly url: string }
  | {
      readonly action: 'http';
      readonly label: string;
      readonly url: string;
      readonly method: 'POST';
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      readonly clear: true;
    };

/** A message as ntfy takes it as JSON (docs.ntfy.sh/publish): plain text, in which nothing is markup. */
export interface NtfyMessage {
  readonly topic: string;
  readonly title: string;
  readonly message: string;
  /** 1 to 5; 5 goes on until it is looked at */
  readonly priority: number;
  readonly click?: string;
  readonly actions: readonly NtfyAction[];
}

const WORDS = {
  de: {
    sample: 'Beispiel',
    page: 'Alarm',
    message: 'Nachricht',
    hidden: 'Worum es geht, steht in der Konsole.',
    acknowledge: 'Quittieren',
    console: 'Öffnen',
    confirm: 'Bestätigen',
    again: 'Möglicherweise zum zweiten Mal.',
    due: (at: string) => `Fällig: ${at}`,
  },
  en: {
    sample: 'Sample',
    page: 'page',
    message: 'message',
    hidden: 'The console says what it is about.',
    acknowledge: 'Acknowledge',
    console: 'Open',
    confirm: 'Confirm',
    again: 'Possibly for the second time.',
    due: (at: string) => `Due: ${at}`,
  },
} as const;

const PRIORITY = { urgent: 5, usual: 3 } as const;
/** Of a message ntfy keeps 4,096 bytes (its default), and makes a file of what is longer; a character takes four at most. */
const LONGEST_TITLE = 120;
const LONGEST_TEXT = 900;

/**
 * The message about a topic.
 * @param isTrusted whether its server may know what it is about; else it is told the number of it alone
 */
export function ntfyMessage(
  topic: string,
  { kind, content, dueAt, reader, links, mayRepeat }: Omit<Outgoing, 'id' | 'topicId' | 'to'>,
  isTrusted: boolean,
): NtfyMessage {
  const words = WORDS[reader.locale];
  const isOwn = kind === 'verification' || kind === 'test';
  const said =
    isTrusted || isOwn
      ? { title: content.title, lines: content.lines }
      : {
          title: `${content.reference ?? 'Leitstand'}: ${kind === 'page' ? words.page : words.message}`,
          lines: [words.hidden],
        };
  const lines = [
    ...said.lines,
    ...(mayRepeat ? [words.again] : []),
    words.due(timeFor(dueAt, reader)),
  ];
  const title = content.sample ? `[${words.sample}] ${said.title}` : said.title;
  const click = links.acknowledge ?? (kind === 'verification' ? null : links.console);
  return {
    topic,
    title: cutTo(plainLine(title), LONGEST_TITLE),
    message: cutTo(lines.map(plainLine).join('\n'), LONGEST_TEXT),
    priority: kind === 'page' || kind === 'responder_request' ? PRIORITY.urgent : PRIORITY.usual,
    ...(click === null ? {} : { click }),
    actions: actionsOf(kind, links, words),
  };
}

function actionsOf(
  kind: Outgoing['kind'],
  { acknowledge, console, confirm }: Outgoing['links'],
  words: (typeof WORDS)['de' | 'en'],
): NtfyAction[] {
  if (confirm !== null)
    return [
      {
        action: 'http',
        label: words.confirm,
        url: confirm.url,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token: confirm.token }),
        clear: true,
      },
    ];
  if (kind === 'verification') return [];
  return [
    ...(acknowledge === null
      ? []
      : [{ action: 'view', label: words.acknowledge, url: acknowledge } as const]),
    ...(console === null ? [] : [{ action: 'view', label: words.console, url: console } as const]),
  ];
}
