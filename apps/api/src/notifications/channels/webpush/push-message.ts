import { timeFor } from '../../../platform/kernel/reader.js';
import type { Outgoing } from '../../domain/channel.js';
import { cutTo, plainLine } from '../../domain/plain-line.js';

/** What the service worker of the console shows (apps/console/src/offline/pushed.ts): plain text, in which nothing is markup. */
export interface PushMessage {
  /** the same for every try: what comes twice is shown once */
  readonly id: string;
  readonly kind: Outgoing['kind'];
  readonly lang: 'de' | 'en';
  readonly title: string;
  readonly body: string;
  /** where a press on it leads */
  readonly url: string | null;
  readonly acknowledge: { readonly label: string; readonly url: string } | null;
  readonly confirm: Outgoing['links']['confirm'];
  readonly receipt: Outgoing['links']['receipt'];
}

const WORDS = {
  de: {
    sample: 'Beispiel',
    acknowledge: 'Quittieren',
    again: 'Möglicherweise zum zweiten Mal.',
    press: 'Drücken Sie hier, um diesen Browser zu bestätigen.',
    due: (at: string) => `Fällig: ${at}`,
  },
  en: {
    sample: 'Sample',
    acknowledge: 'Acknowledge',
    again: 'Possibly for the second time.',
    press: 'Press here to verify this browser.',
    due: (at: string) => `Due: ${at}`,
  },
} as const;

const LONGEST_TITLE = 120;
/** A character takes four bytes at most: all of it stays below the 3 kB that every push service takes. */
const LONGEST_BODY = 300;

/** The message about a topic. It is encrypted for the browser: the push service learns nothing of it. */
export function pushMessage({
  id,
  kind,
  content,
  dueAt,
  reader,
  links,
  mayRepeat,
}: Omit<Outgoing, 'topicId' | 'to'>): PushMessage {
  const words = WORDS[reader.locale];
  const lines = [
    ...(links.confirm === null ? [] : [words.press]),
    ...content.lines,
    ...(mayRepeat ? [words.again] : []),
    words.due(timeFor(dueAt, reader)),
  ];
  const title = content.sample ? `[${words.sample}] ${content.title}` : content.title;
  return {
    id,
    kind,
    lang: reader.locale,
    title: cutTo(plainLine(title), LONGEST_TITLE),
    body: cutTo(lines.map(plainLine).join('\n'), LONGEST_BODY),
    url: links.console,
    acknowledge:
      links.acknowledge === null ? null : { label: words.acknowledge, url: links.acknowledge },
    confirm: links.confirm,
    receipt: links.receipt,
  };
}
