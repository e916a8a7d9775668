import { describe, expect, it } from '@jest/globals';
import { repeatedHeader } from './repeated-headers.js';

describe('a header that there may be one of', () => {
  it.each([
    [[], null],
    [['Host', 'a', 'Authorization', 'Bearer a'], null],
    [['Accept', 'a', 'accept', 'b', 'cookie', 'a', 'cookie', 'b'], null],
    [['Accept', 'authorization', 'X', 'authorization', 'authorization', 'a'], null],
    [['Authorization', 'Bearer a', 'authorization', 'Bearer a'], 'authorization'],
    [['Content-Type', 'text/yaml', 'x', 'y', 'CONTENT-TYPE', 'application/json'], 'content-type'],
    [['Host', 'a', 'host', 'a'], 'host'],
  ])('is found where there are several: %j', (headers, found) => {
    expect(repeatedHeader(headers)).toBe(found);
  });
});
