import type { PagerTrouble, PagerWord } from './watch-pager.js';

/** A message to the operators, in both languages, since nobody knows theirs. */
export interface OperatorMessage {
  readonly subject: string;
  readonly text: string;
}

export interface OperatorNews {
  readonly word: PagerWord;
  readonly troubles: readonly PagerTrouble[];
  /** which process noticed */
  readonly by: 'api' | 'worker';
  readonly since: Date;
  readonly now: Date;
  readonly publicUrl: string;
}

const SUBJECTS: Record<PagerWord, string> = {
  trouble: 'Leitstand may not be paging people / Leitstand alarmiert womöglich niemanden',
  still:
    'Leitstand may still not be paging people / Leitstand alarmiert weiterhin womöglich niemanden',
  over: 'Leitstand pages people again / Leitstand alarmiert wieder',
};

const OTHER = { api: 'worker', worker: 'api' } as const;

const ENGLISH = {
  process: { api: 'The API', worker: 'The worker' },
  late: (time: string) =>
    `A page or a step of an escalation has been due for ${time}, and nobody has taken it.`,
  unreadable: (time: string) =>
    `The database has not answered, or has taken no writes, for ${time}: nobody knows which pages are due, and none goes out.`,
  silent: {
    api: (time: string) =>
      `The API has been silent for ${time}: alerts may not be taken in, and nobody may be able to acknowledge.`,
    worker: (time: string) =>
      `The worker has been silent for ${time}: it sends the pages, and none goes out without it.`,
  },
  down: {
    rules: (time: string) =>
      `For ${time} Prometheus has had none of the rules of SLOs: no alert about an SLO is raised, and those that were stay as they are.`,
    prometheus: (time: string) =>
      `Prometheus has not answered for ${time}: no alert is raised, about Leitstand itself neither.`,
    alertmanager: (time: string) =>
      `Alertmanager has not answered for ${time}: alerts do not arrive, those about Leitstand itself neither.`,
  },
  since: (time: string) => `This has been so since about ${time} UTC.`,
  over: (time: string) =>
    `What kept pages from going out since about ${time} UTC is over. What was due meanwhile goes out now.`,
  look: 'Look at the open incidents yourself until this is over; how the instance is doing, and what to do:',
  by: (process: string, time: string) =>
    `${process} wrote this at ${time} UTC, past queue and escalation. While it lasts, it is said again every 30 minutes, and once when it is over.`,
  byEnd: (process: string, time: string) => `${process} wrote this at ${time} UTC.`,
};

const GERMAN: typeof ENGLISH = {
  process: { api: 'Die API', worker: 'Der Worker' },
  late: (time) =>
    `Eine Alarmierung oder ein Schritt einer Eskalation ist seit ${time} fällig, und niemand hat sie übernommen.`,
  unreadable: (time) =>
    `Die Datenbank antwortet seit ${time} nicht oder nimmt nichts an: Niemand weiß, welche Alarmierungen fällig sind, und keine geht hinaus.`,
  silent: {
    api: (time) =>
      `Von der API kommt seit ${time} kein Lebenszeichen: Alarme werden womöglich nicht angenommen, und niemand kann quittieren.`,
    worker: (time) =>
      `Vom Worker kommt seit ${time} kein Lebenszeichen: Er versendet die Alarmierungen, ohne ihn geht keine hinaus.`,
  },
  down: {
    rules: (time) =>
      `Prometheus hat seit ${time} keine der Regeln von SLOs: Kein Alarm über ein SLO wird ausgelöst, und die es gab, bleiben, wie sie sind.`,
    prometheus: (time) =>
      `Prometheus antwortet seit ${time} nicht: Kein Alarm wird ausgelöst, auch keiner über Leitstand selbst.`,
    alertmanager: (time) =>
      `Alertmanager antwortet seit ${time} nicht: Alarme kommen nicht an, auch keine über Leitstand selbst.`,
  },
  since: (time) => `So ist es etwa seit ${time} UTC.`,
  over: (time) =>
    `Was seit etwa ${time} UTC Alarmierungen aufhielt, ist vorbei. Was inzwischen fällig wurde, geht jetzt hinaus.`,
  look: 'Sehen Sie bis dahin selbst nach den offenen Vorfällen; wie es der Instanz geht, und was zu tun ist:',
  by: (process, time) =>
    `${process} hat das um ${time} UTC geschrieben, an Warteschlange und Eskalation vorbei. Solange es anhält, wird es alle 30 Minuten wiederholt, und einmal gesagt, wenn es vorbei ist.`,
  byEnd: (process, time) => `${process} hat das um ${time} UTC geschrieben.`,
};

/** What the operators are told. */
export function operatorMessage(news: OperatorNews): OperatorMessage {
  const parts = [ENGLISH, GERMAN].map((words) => partOf(news, words));
  return { subject: SUBJECTS[news.word], text: `${parts.join('\n\n---\n\n')}\n` };
}

function partOf(
  { word, troubles, by, since, now, publicUrl }: OperatorNews,
  words: typeof ENGLISH,
) {
  const process = words.process[by];
  if (word === 'over')
    return [words.over(clock(since)), words.byEnd(process, clock(now))].join('\n\n');
  const causes = troubles.map((trouble) => {
    const time = length(trouble.seconds);
    if (trouble.code === 'down') return words.down[trouble.part](time);
    return trouble.code === 'silent' ? words.silent[OTHER[by]](time) : words[trouble.code](time);
  });
  return [
    [...causes, ...(word === 'still' ? [words.since(clock(since))] : [])].join('\n'),
    `${words.look}\n${publicUrl}/settings/instance\n${publicUrl}/runbooks/leitstand/leitstandpagerunhealthy`,
    words.by(process, clock(now)),
  ].join('\n\n');
}

/** `2026-03-02 12:00:05` */
const clock = (at: Date) => at.toISOString().slice(0, 19).replace('T', ' ');

/** `45 s`, `12 min`, `3 h 20 min`: as both languages write it */
function length(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
