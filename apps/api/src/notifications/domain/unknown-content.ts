import type { TopicContent } from './topic-content.js';

const WORDS = {
  de: {
    title: 'Sie werden alarmiert',
    text: 'Worum es geht, war gerade nicht zu erfahren. Sehen Sie in der Konsole nach.',
  },
  en: {
    title: 'You are being paged',
    text: 'What it is about could not be read just now. Look in the console.',
  },
} as const;

/** What to say instead where nobody knows what a topic is about: that there is one must reach people all the same. */
export function unknownContent(locale: 'de' | 'en'): TopicContent {
  const { title, text } = WORDS[locale];
  return { title, lines: [text], reference: null, path: '/', sample: false };
}
