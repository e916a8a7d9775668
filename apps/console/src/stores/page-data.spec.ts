import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { pageJson } from './page-data.js';
import { cssString } from '../util/css-string.js';
import { sha256 } from '../util/sha256.js';

describe('the checksum of a printed page', () => {
  it('is what sha256sum gives for the file', async () => {
    const text = pageJson({ slo: { name: 'Verfügbarkeit' }, burnDown: [1, null] }) ?? '';
    expect(await sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
  });
  it('does not depend on which part came first', () => {
    expect(pageJson({ b: 1, a: 2 })).toBe(pageJson({ a: 2, b: 1 }));
    expect(pageJson({})).toBeNull();
  });
});

describe('cssString', () => {
  it('lets nothing out of the quotes', () => {
    expect(cssString('a "b" \\ c\nd')).toBe('"a \\"b\\" \\\\ c\\A d"');
    expect(cssString('a\r\nb\fc\rd\u0000e\tf')).toBe('"a\\A bcdef"');
  });
});
