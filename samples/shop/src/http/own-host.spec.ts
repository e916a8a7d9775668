import { describe, expect, it } from '@jest/globals';

import { namesThisMachine } from './own-host.js';

describe('the Host of a request', () => {
  it.each(['127.0.0.1:4716', 'localhost', 'LOCALHOST:4716', '[::1]:4716', '127.1.2.3'])(
    '%s is this machine',
    (host) => {
      expect(namesThisMachine(host)).toBe(true);
    },
  );

  it.each([
    'evil.example:4716',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'localhost@evil.example',
    '192.0.2.7',
    '',
    undefined,
  ])('%s is not', (host) => {
    expect(namesThisMachine(host)).toBe(false);
  });
});
