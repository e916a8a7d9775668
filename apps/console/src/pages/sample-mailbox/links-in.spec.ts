import { describe, expect, it } from '@jest/globals';
import { linksIn } from './links-in.js';

const HERE = 'http://127.0.0.1:4700';

describe('links in a mail', () => {
  it.each<[string, [string, boolean][]]>([
    ['Nothing here', [['Nothing here', false]]],
    [
      `Acknowledge:\n${HERE}/ack?token=a.b\nBye`,
      [
        ['Acknowledge:\n', false],
        [`${HERE}/ack?token=a.b`, true],
        ['\nBye', false],
      ],
    ],
    [
      `${HERE}.evil.example/ x http://evil.example/${HERE}/ack`,
      [
        [`${HERE}.evil.example/`, false],
        [' x ', false],
        [`http://evil.example/${HERE}/ack`, false],
      ],
    ],
    ['http://[', [['http://[', false]]],
    ['', []],
  ])('%j', (text, parts) =>
    expect(linksIn(text, HERE).map((part) => [part.text, part.href !== null])).toEqual(parts),
  );

  it.each([
    ['https://leitstand.example/ack', true],
    ['https://leitstand.example.evil.example/ack', false],
    ['https://leitstand.example@evil.example/ack', false],
    ['https://leitstand.example:444/ack', false],
    ['http://leitstand.example/ack', false],
  ])('lead from an address without a port to it alone: %s', (address, leads) => {
    const parts = linksIn(address, 'https://leitstand.example');
    expect(parts.map(({ text, href }) => [text, href !== null])).toEqual([[address, leads]]);
  });
});
