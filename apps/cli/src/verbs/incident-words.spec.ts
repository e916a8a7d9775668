import { describe, expect, it } from '@jest/globals';
import type { Incident } from '../api/nouns.js';
import { heldText } from './incident-words.js';

type Held = Parameters<typeof heldText>[0];

const open: Held = {
  state: 'triggered',
  origin: 'alerts',
  firing: 0,
  folded: 0,
  quietUntil: null,
};

describe('what holds an incident open', () => {
  it.each<[string, Partial<Held>]>([
    ['3', { firing: 2, folded: 1 }],
    ['heartbeat late', { origin: 'heartbeat' }],
    ['source silent', { origin: 'source' }],
    ['declared', { origin: 'people' }],
    ['quiet', { quietUntil: '2026-03-02T12:00:00.000Z' }],
    ['quiet', { origin: 'heartbeat', quietUntil: '2026-03-02T12:00:00.000Z' }],
    ['heartbeat late, 1', { origin: 'heartbeat', firing: 1 }],
    ['0', {}],
    ['-', { state: 'resolved' }],
    ['-', { state: 'resolved', origin: 'heartbeat' }],
  ])('is %s', (said, changes) => {
    expect(heldText({ ...open, ...changes } satisfies Partial<Incident>)).toBe(said);
  });
});
