import type { TopicContent } from '../../notifications/domain/topic-content.js';
import type { Reader } from '../../platform/kernel/reader.js';
import type { ActionItem } from './action-item.js';
import { nameOf, type Incident } from './incident.js';

const WORDS = {
  de: {
    given: 'Ihnen übertragen',
    after: (name: string) => `Zu erledigen nach ${name}`,
    due: 'Fällig am',
    none: 'Ohne Termin',
    link: 'Verweis',
  },
  en: {
    given: 'Given to you',
    after: (name: string) => `To be done after ${name}`,
    due: 'Due on',
    none: 'No due date',
    link: 'Link',
  },
} as const;

/** What is told to somebody to whom something was given that is to be done after an incident. */
export function itemContent(
  { title, due, link }: Pick<ActionItem, 'title' | 'due' | 'link'>,
  incident: Pick<Incident, 'number'>,
  { locale }: Pick<Reader, 'locale'>,
): TopicContent {
  const words = WORDS[locale];
  const name = nameOf(incident);
  return {
    title: `${words.given}: ${title} (${name})`,
    lines: [
      words.after(name),
      due === null ? words.none : `${words.due} ${due}`,
      ...(link === null ? [] : [`${words.link}: ${link}`]),
    ],
    reference: name,
    path: `/incidents/${name}/review`,
    sample: false,
  };
}
