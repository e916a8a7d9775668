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
    incident: (name: string) => `Zurück zu ${name}`,
    slo: (slug: string) => `SLO ${slug}`,
    console: 'Konsole',
    filled: (slug: string) => `Befehle und Abfragen sind für das SLO ${slug} ausgefüllt.`,
  },
  en: {
    incident: (name: string) => `Back to ${name}`,
    slo: (slug: string) => `SLO ${slug}`,
    console: 'Console',
    filled: (slug: string) => `Commands and queries are filled in for the SLO ${slug}.`,
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
 * @param locale of its reader, in which the text is written, too
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
  const note = slo !== null && filled !== text ? `<p>${words.filled(slo)}</p>` : '';
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
${note}
${await markdownAbout(about).parse(filled)}
</main>
</body>
</html>
`;
}

/** Whether a place of a text is within a block of code. */
function isCode(text: string, at: number): boolean {
  return (text.slice(0, at).match(/^```/gm)?.length ?? 0) % 2 === 1;
}

function markdownAbout(about: RunbookAbout): Marked {
  const query = new URLSearchParams(
    Object.entries(about).filter((pair): pair is [string, string] => pair[1] !== null),
  ).toString();
  return new Marked({
    // Pages name each other as files, so that they can be read in a repository, too; what they are read about goes along.
    walkTokens: (token: Token) => {
      if (token.type !== 'link') return;
      const page = /^(\w+)\.md$/.exec(String(token['href']))?.[1];
      if (page !== undefined) token['href'] = query === '' ? page : `${page}?${query}`;
    },
    renderer: {
      heading({ depth, tokens }: Tokens.Heading): string {
        return `<h${depth}>${breakable(this.parser.parseInline(tokens))}</h${depth}>\n`;
      },
    },
  });
}

/** Lets a long name in one word break where its words do. */
function breakable(html: string): string {
  return html.replaceAll(/([a-z])(?=[A-Z])/g, '$1<wbr>');
}
