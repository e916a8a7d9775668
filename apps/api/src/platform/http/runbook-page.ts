import { Marked, type Token } from 'marked';

/** Readable on a phone in the dark, without a script; the same letters as the rest of the device. */
const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.55 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 46rem; padding: 1rem 1rem 4rem; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; line-height: 1.25; }
h2 { font-size: 1.1rem; margin-top: 2rem; }
pre { overflow-x: auto; padding: .75rem; border: 1px solid #8886; border-radius: .375rem; }
pre, code { font-family: ui-monospace, monospace; font-size: .875rem; }
pre code { overflow-wrap: normal; }
li { margin: .35rem 0; }
`;

const markdown = new Marked({
  // Pages name each other as files, so that they can be read in a repository, too.
  walkTokens: (token: Token) => {
    if (token.type === 'link') token['href'] = String(token['href']).replace(/^(\w+)\.md$/, '$1');
  },
});

/**
 * One of our own runbooks as a page for people. The text is ours: nothing from outside gets into it, so nothing is sanitised.
 * @param text Markdown that begins with its title
 */
export async function runbookPage(text: string): Promise<string> {
  const title = /^# (.+)$/m.exec(text)?.[1] ?? 'Runbook';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Leitstand</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${await markdown.parse(text)}</main>
</body>
</html>
`;
}
