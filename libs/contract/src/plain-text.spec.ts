import { describe, expect, it } from '@jest/globals';
import {
  asEscape,
  isOneLine,
  isPlainText,
  webAddress,
  webAddressWithoutPassword,
  withoutSteering,
} from './plain-text.js';

describe('a name', () => {
  it.each(['Shop', 'Zürich – Café ☕', 'פרט', "O'Brien <o@example.org>"])(
    '%j is one line',
    (text) => {
      expect(isOneLine(text)).toBe(true);
    },
  );

  it.each([
    'a\nb',
    'a\r\nBcc: x@example.org',
    'a\tb',
    'a\u0000',
    'a\u0085b',
    'a\u2028b',
    'a\u202egpj.exe',
  ])('%j is none', (text) => {
    expect(isOneLine(text)).toBe(false);
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
