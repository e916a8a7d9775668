import { describe, expect, it } from '@jest/globals';
import {
  asEscape,
  isOneLine,
  isPlainText,
  nameOf,
  oneLineOf,
  webAddress,
  webAddressWithoutPassword,
  withoutSteering,
} from './plain-text.js';

describe('a name', () => {
  it.each([
    'Shop',
    'Zürich – Café ☕',
    'פרט',
    "O'Brien <o@example.org>",
    'On call 👩\u200d🚒 ❤\ufe0f 1\ufe0f\u20e3',
    'England 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
    'می\u200cنا',
    'क्\u200dष',
  ])('%j is one line', (text) => {
    expect(isOneLine(text)).toBe(true);
  });

  it.each([
    'a\nb',
    'a\r\nBcc: x@example.org',
    'a\tb',
    'a\u0000',
    'a\u0085b',
    'a\u2028b',
    'a\u202egpj.exe',
    ...[
      '\u00ad', // soft hyphen
      '\u034f',
      '\u061c',
      '\u115f', // Hangul fillers
      '\u1160',
      '\u3164',
      '\uffa0',
      '\u17b4',
      '\u180e',
      '\u200b', // zero-width space, joiners, marks of direction
      '\u200c',
      '\u200d',
      '\u200e',
      '\u2060',
      '\u2064',
      '\u2800',
      '\ufe0f', // selectors of variants
      '\u{e0100}',
      '\ufeff',
      '\ufffa',
      '\u{1d173}',
      '\u{e0001}', // tags
      '\u{e0061}',
    ].flatMap((unseen) => [`Sh${unseen}op`, `Shop${unseen}`, unseen]),
    'د\u200cر',
    '🚒\u200dShop',
    '1\ufe0f',
  ])('%j is none', (text) => {
    expect(isOneLine(text)).toBe(false);
  });

  it.each([
    ['Zu\u0308rich', 'Zürich'],
    ['\u212bngstrom', 'Ångstrom'],
    ['  Shop\u00a0 \u2003DE\u3000', 'Shop DE'],
    ['Shop', 'Shop'],
    ['\u3000', ''],
  ])('%j is kept as %j', (text, kept) => {
    expect(nameOf(text)).toBe(kept);
  });

  it.each([
    ['a\nb\u200bc', 'a bc'],
    ['👩\u200d🚒', '👩\u200d🚒'],
    ['Zu\u0308rich\t', 'Zürich'],
    ['\u200b', ''],
  ])('that others gave, %j, is taken as %j', (text, taken) => {
    expect(oneLineOf(text)).toBe(taken);
    expect(isOneLine(taken)).toBe(true);
  });
});

describe('a text of several lines', () => {
  it.each(['one\n\ttwo\r\n', 'מגדל\u200f 12', ''])('%j is plain', (text) => {
    expect(isPlainText(text)).toBe(true);
    expect(withoutSteering(text.replace('\u200f', ''), () => '?')).toBe(text.replace('\u200f', ''));
  });

  it.each(['a\u001b[2J', 'a\u0000', 'a\u0085b', 'a\u2028b', 'a\u202egpj.exe'])(
    '%j is not, and is shown without what steers',
    (text) => {
      expect(isPlainText(text)).toBe(false);
      const shown = withoutSteering(text, asEscape);
      expect([isPlainText(shown), JSON.parse(`"${shown}"`)]).toEqual([true, text]);
    },
  );
});

describe('an address of a web page', () => {
  it.each(['https://runbooks.example.org/shop?x=1#y', 'HTTP://localhost:8080', 'https://[::1]/a'])(
    'is %j',
    (text) => {
      expect(webAddress(text)?.href).toBe(new URL(text).href);
    },
  );

  it.each([
    'http://[',
    'http://',
    'javascript:alert(1)',
    ' https://example.org',
    'https://exa mple.org',
    'https://example.org/\nx',
    'https://user:secret@example.org/',
    'https://user@example.org/',
    'https://:secret@example.org/',
    '/runbooks/shop',
    'example.org/shop',
    'data:text/html,x',
    'https:example.org',
  ])('is not %j', (text) => {
    expect(webAddress(text)).toBeNull();
  });
});

describe('an address of earlier times', () => {
  it.each([
    ['https://user:secret@example.org/a?b#c', 'https://example.org/a?b#c'],
    ['https://user@example.org', 'https://example.org/'],
    ['https://:secret@example.org', 'https://example.org/'],
    ['https://example.org', 'https://example.org'],
    ['javascript:alert(1)', null],
    ['http://[', null],
    ['shop', null],
  ])('%j is shown as %j', (text, shown) => {
    expect(webAddressWithoutPassword(text)).toBe(shown);
  });
});
