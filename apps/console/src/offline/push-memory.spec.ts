import { expect, it } from '@jest/globals';
import { MEMORY as ofPages } from '../api/push-memory.js';
import { MEMORY } from './push-memory.js';

it('pages and the service worker of a browser remember in the same place', () => {
  expect(ofPages).toEqual(MEMORY);
});
