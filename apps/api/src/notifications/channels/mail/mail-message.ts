import { timeFor } from '../../../platform/kernel/reader.js';
import type { Outgoing } from '../../domain/channel.js';
import { cutTo, plainLine } from '../../domain/plain-line.js';

/** A mail as it is sent: plain text. */
export interface MailMessage {
  readonly subject: string;
  readonly text: string;
}

const WORDS = {
  de: {
    sample: 'Beispiel',
    acknowledge: 'Quittieren:',
    console: 'In der Konsole:',
    again:
      'Möglicherweise erhalten Sie diese Nachricht zum zweiten Mal: Das Senden wurde unterbrochen, und ob sie schon ankam, ist nicht bekannt.',
    due: (at: string) => `Diese Nachricht war fällig am ${at}.`,
    why: 'Sie erhalten diese Nachricht von Leitstand, weil diese Adresse zu Ihren Wegen der Benachrichtigung gehört.',
  },
  en: {
    sample: 'Sample',
    acknowledge: 'Acknowledge:',
    console: 'In the console:',
    again:
      'You may be getting this a second time: sending it was interrupted, and whether it arrived then is not known.',
    due: (at: string) => `This message was due on ${at}.`,
    why: 'Leitstand sends you this because this address is one of the ways to reach you.',
  },
} as const;

const LONGEST_SUBJECT = 200;

/** The mail about a topic. It says when it was to go out, in the reader's zone and in UTC. */
export function mailMessage({
  kind,
  content: { title, lines, sample },
  dueAt,
  reader,
  links,
  mayRepeat,
}: Omit<Outgoing, 'id' | 'topicId' | 'to'>): MailMessage {
  const words = WORDS[reader.locale];
  const addresses = [
    ...(links.acknowledge === null ? [] : [`${words.acknowledge}\n${links.acknowledge}`]),
    ...(links.console === null || kind === 'verification'
      ? []
      : [`${words.console}\n${links.console}`]),
  ];
  const parts = [
    [title, ...lines].map(plainLine).join('\n'),
    ...addresses,
    ...(mayRepeat ? [words.again] : []),
    [
      words.due(timeFor(dueAt, reader)),
      ...(kind === 'verification' ? [] : [words.why]), // it is none of their ways yet
    ].join('\n'),
  ];
  const subject = sample ? `[${words.sample}] ${title}` : title;
  return {
    subject: cutTo(plainLine(subject), LONGEST_SUBJECT),
    text: `${parts.join('\n\n')}\n`,
  };
}
