import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { marked } from 'marked';
import { blockText, inlineText, tableRow } from './markdown-text.js';

/** What a reader sees of HTML. */
const seen = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
const words = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\s\u2028\u2029]+/gu, ' ')
    .replaceAll(/\p{Bidi_Control}/gu, '')
    .trim();
const tags = (html: string): string[] => [
  ...new Set([...html.matchAll(/<(\w+)/g)].map(([, tag = '']) => tag)),
];
const render = (markdown: string): string => marked.parse(markdown, { async: false, gfm: true });

const SNIPPETS = [
  '# head',
  '- item',
  '1. one',
  '1) one',
  '+ plus',
  '> quote',
  '```',
  '~~~',
  '    code',
  '---',
  '===',
  '***',
  '| a | b |',
  '|---|---|',
  '<b>',
  '</p>',
  '<script>alert(1)</script>',
  '<!--',
  '&amp;',
  '&#60;',
  '![x](y)',
  '[x](javascript:alert(1))',
  '[x]: http://a',
  '<http://a.b>',
  'http://a.example/x_y',
  'HTTPS://a.example',
  'www.a.example',
  'a@b.example',
  'mailto:a@b.example',
  'ftp://a.b',
  '**bold**',
  '_it_',
  '~~no~~',
  '`code`',
  '\\',
  '\\*',
  '$x$',
  '\n',
  '\n\n',
  '\r\n',
  '\t',
  ' ',
  '  \n',
  '\u202e',
  ':',
  '.',
  'word',
  'ä',
  '1986. A year',
  '[ ] task',
  '[x] task',
  '^',
  ':smile:',
  'Setext\n===',
];
const foreign = fc
  .array(fc.oneof(fc.constantFrom(...SNIPPETS), fc.string({ unit: 'binary' })), { maxLength: 12 })
  .map((parts) => parts.join(''));

describe('foreign text in Markdown', () => {
  it.each(SNIPPETS)('is one line of nothing but text: %j', (text) => {
    const html = render(`A ${inlineText(text)}`);
    expect(tags(html)).toEqual(['p']);
    expect(words(seen(html))).toBe(words(`A ${text}`));
  });

  it('is one line of nothing but text, whatever it is', () => {
    fc.assert(
      fc.property(foreign, (text) => {
        const html = render(inlineText(text));
        expect(tags(html).filter((tag) => tag !== 'p')).toEqual([]);
        expect(words(seen(html))).toBe(words(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('stays in its cell of a table', () => {
    fc.assert(
      fc.property(foreign, foreign, (one, other) => {
        const rows = [tableRow(['a', 'b']), tableRow(['---', '---'])];
        const html = render([...rows, tableRow([inlineText(one), inlineText(other)])].join('\n'));
        const cells = [...html.matchAll(/<td>([^]*?)<\/td>/g)].map(([, cell = '']) =>
          words(seen(cell)),
        );
        expect(cells).toEqual([words(one), words(other)]);
      }),
    );
  });

  it('of several lines is paragraphs and lists of nothing but text, whatever it is', () => {
    fc.assert(
      fc.property(foreign, (text) => {
        const html = render(`## Head\n\n${blockText(text)}\n\n## Next`);
        const allowed = ['h2', 'p', 'br', 'ul', 'li'];
        expect(tags(html).filter((tag) => !allowed.includes(tag))).toEqual([]);
        expect(html.match(/<h2/g)).toHaveLength(2);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps its lines, paragraphs and lists', () => {
    expect(render(blockText('One\ntwo\n\n- a\n* b\n\nThree'))).toBe(
      '<p>One<br>two</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<p>Three</p>\n',
    );
    expect(blockText(' \n\n ')).toBe('');
  });
});
