import { Marked, type Token, type Tokens } from 'marked';

/** Readable on a phone in the dark, without a script; the same letters as the rest of the device. */
const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.55 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 46rem; padding: 1rem 1rem 4rem; overflow-wrap: anywhere; }
nav a { display: inline-block; padding: .5rem 1rem .5rem 0; color: inherit; }
h1 { font-size: 1.4rem; line-height: 1.25; }
h2 { font-size: 1.1rem; margin-top: 2rem; }
pre { padding: .75rem; border: 1px solid #8886; border-radius: .375rem; white-space: pre-wrap; }
pre, code { font-family: ui-monospace, monospace; font-size: .875rem; }
li { margin: .35rem 0; }
`;

/** What a page is read about: names that passed `runbookAbout`, nothing else. */
export interface RunbookAbout {
  /** slug of the SLO that its commands are for */
  readonly slo: string | null;
  /** `INC-7` */
  readonly incident: string | null;
}

const WORDS = {
  de: {
    english: 'Der Text dieser Seite ist englisch.',
    incident: (name: string) => `Zurück zu ${name}`,
    slo: (slug: string) => `SLO ${slug}`,
    console: 'Konsole',
    filled: (slug: string) => `Befehle und Abfragen sind für das SLO ${slug} ausgefüllt.`,
    headings: {
      Meaning: 'Bedeutung',
      Impact: 'Auswirkung',
      Diagnosis: 'Diagnose',
      Mitigation: 'Abhilfe',
    },
  },
  en: {
    english: null,
    incident: (name: string) => `Back to ${name}`,
    slo: (slug: string) => `SLO ${slug}`,
    console: 'Console',
    filled: (slug: string) => `Commands and queries are filled in for the SLO ${slug}.`,
    headings: {},
  },
} as const;

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const INCIDENT = /^INC-[1-9]\d{0,8}$/;

/** What an address says that its page is read about; whatever is no name of ours is left out. */
export function runbookAbout({ slo, incident }: Readonly<Record<string, unknown>>): RunbookAbout {
  return {
    slo: typeof slo === 'string' && SLUG.test(slo) ? slo : null,
    incident: typeof incident === 'string' && INCIDENT.test(incident) ? incident : null,
  };
}

/**
 * One of our own runbooks as a page for people. The text is ours, and of an address only names get into it, so nothing is sanitised.
 * @param text Markdown that begins with its title
 * @param locale of its reader: the frame and the headings; the text is English
 */
export async function runbookPage(
  text: string,
  locale: 'de' | 'en' = 'en',
  about: RunbookAbout = { slo: null, incident: null },
): Promise<string> {
  const words = WORDS[locale];
  const { slo, incident } = about;
  const title = /^# (.+)$/m.exec(text)?.[1] ?? 'Runbook';
  const filled =
    slo === null
      ? text
      : text.replace(/\bSLO\b(?=["/\s]|$)/gm, (word, at: number) =>
          isCode(text, at) ? slo : word,
        );
  const notes = [words.english, slo !== null && filled !== text ? words.filled(slo) : null];
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Leitstand</title>
<style>${STYLE}</style>
</head>
<body>
<nav>
${incident === null ? '' : `<a href="/incidents/${incident}">${words.incident(incident)}</a>`}
${slo === null ? '' : `<a href="/slos/${slo}">${words.slo(slo)}</a>`}
<a href="/">${words.console}</a>
</nav>
<main>
${notes.map((note) => (note === null ? '' : `<p>${note}</p>`)).join('')}
<div lang="en">
${await markdownIn(locale, about).parse(filled)}</div>
</main>
</body>
</html>
`;
}

/** Whether a place of a text is within a block of code. */
function isCode(text: string, at: number): boolean {
  return (text.slice(0, at).match(/^```/gm)?.length ?? 0) % 2 === 1;
}

function markdownIn(locale: 'de' | 'en', about: RunbookAbout): Marked {
  const query = new URLSearchParams(
    Object.entries(about).filter((pair): pair is [string, string] => pair[1] !== null),
  ).toString();
  const headings: Readonly<Record<string, string>> = WORDS[locale].headings;
  return new Marked({
    // Pages name each other as files, so that they can be read in a repository, too; what they are read about goes along.
    walkTokens: (token: Token) => {
      if (token.type !== 'link') return;
      const page = /^(\w+)\.md$/.exec(String(token['href']))?.[1];
      if (page !== undefined) token['href'] = query === '' ? page : `${page}?${query}`;
    },
    renderer: {
      heading({ depth, text: heading, tokens }: Tokens.Heading): string {
        const own = headings[heading];
        const shown = own ?? breakable(this.parser.parseInline(tokens));
        return `<h${depth}${own === undefined ? '' : ` lang="${locale}"`}>${shown}</h${depth}>\n`;
      },
    },
  });
}

/** Lets a long name in one word break where its words do. */
function breakable(html: string): string {
  return html.replaceAll(/([a-z])(?=[A-Z])/g, '$1<wbr>');
}
