import { describe, expect, it } from '@jest/globals';
import { opensAnywhere } from './public-address.js';

describe('links', () => {
  it.each([
    ['https://leitstand.example.org', true],
    ['http://127.0.0.1:4700', true],
    ['http://[::1]:4700', true],
    ['http://0.0.0.0:4700', false],
    ['http://[::]:4700', false],
    ['http://[0:0:0:0:0:0:0:0]:4700', false],
  ])('to %s lead somewhere: %s', (url, leads) => expect(opensAnywhere(url)).toBe(leads));
});
