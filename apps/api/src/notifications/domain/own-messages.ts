import type { TopicContent } from './topic-content.js';

const WORDS = {
  de: {
    test: {
      title: 'Testnachricht von Leitstand',
      lines: ['Wenn Sie dies lesen, erreicht Sie Leitstand auf diesem Weg.'],
    },
    code: {
      title: 'Ihr Code für Leitstand',
      before: 'Jemand, vermutlich Sie, möchte über diese Adresse benachrichtigt werden. Der Code:',
      after:
        'Er gilt zehn Minuten. Waren Sie es nicht, dann löschen Sie diese Nachricht einfach: Weitere kommen nicht.',
    },
    lost: {
      title: 'Ein Weg zu Ihnen führt nirgends mehr hin',
      line: (way: string) =>
        `${way} nimmt keine Nachrichten mehr an und gilt nicht mehr als bestätigt.`,
      todo: 'Bestätigen Sie ihn neu, oder entfernen Sie ihn.',
    },
  },
  en: {
    test: {
      title: 'Test message from Leitstand',
      lines: ['If you read this, Leitstand reaches you this way.'],
    },
    code: {
      title: 'Your code for Leitstand',
      before: 'Somebody, probably you, wants to be notified at this address. The code:',
      after:
        'It works for ten minutes. If it was not you, simply delete this message: no more will come.',
    },
    lost: {
      title: 'One way to you leads nowhere any more',
      line: (way: string) => `${way} takes no messages any more, and is not verified any longer.`,
      todo: 'Verify it anew, or remove it.',
    },
  },
} as const;

/** What a test message says; it leads to the settings of its reader's account. */
export function testContent(locale: 'de' | 'en'): TopicContent {
  return { ...WORDS[locale].test, reference: null, path: '/settings/personal', sample: false };
}

/** What the message with a code says. */
export function codeContent(locale: 'de' | 'en', code: string): TopicContent {
  const { title, before, after } = WORDS[locale].code;
  return { title, lines: [before, code, after], reference: null, path: '/', sample: false };
}

/** What is said by the other ways of one that leads nowhere any more. @param way how its owner tells it from the others */
export function lostContent(locale: 'de' | 'en', way: string): TopicContent {
  const { title, line, todo } = WORDS[locale].lost;
  const lines = [line(way), todo];
  return { title, lines, reference: null, path: '/settings/personal', sample: false };
}
