import { describe, expect, it } from '@jest/globals';
import { readableUrl } from './console-files.js';

describe('an address that cannot be decoded', () => {
  it.each([
    ['/%E0%A4%A', '/%25E0%25A4%25A'],
    ['/slos/%zz?q=%41', '/slos/%25zz?q=%41'],
    ['//elsewhere.example/%zz', '/elsewhere.example/%25zz'],
    ['/\\elsewhere.example/%zz', '/elsewhere.example/%25zz'],
    ['\\/elsewhere.example/%zz', '/elsewhere.example/%25zz'],
  ])('is made one that can be, on this host: %s', (url, readable) => {
    expect(readableUrl(url)).toBe(readable);
    expect(() => decodeURI(readable.split('?')[0] ?? '')).not.toThrow();
  });
});
