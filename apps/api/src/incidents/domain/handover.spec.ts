import { describe, expect, it } from '@jest/globals';
import { waitingFor, type HandoverNote } from './handover.js';

const note = (more: Partial<HandoverNote> = {}): HandoverNote => ({
  id: 'one',
  schedule: { slug: 'shop', name: 'Shop' },
  territory: 'DE',
  text: 'Watch the queue.',
  writtenAt: new Date('2026-03-02T09:00:00Z'),
  writtenBy: { id: 'ann', name: 'Ann' },
  takenAt: null,
  takenBy: null,
  incidents: [],
  ...more,
});
const ON_CALL = new Map([
  ['shop', ['ben']],
  ['store', []],
]);

describe('a note of a handover', () => {
  it.each<[string, string, Partial<HandoverNote>, number]>([
    ['whoever is on call', 'ben', {}, 1],
    ['nobody who is not', 'cat', {}, 0],
    ['nobody who wrote it', 'ben', { writtenBy: { id: 'ben', name: 'Ben' } }, 0],
    ['whoever is on call, if a token wrote it', 'ben', { writtenBy: null }, 1],
    ['nobody once it was taken', 'ben', { takenAt: new Date('2026-03-02T09:05:00Z') }, 0],
    ['nobody where nobody is on call', 'ben', { schedule: { slug: 'store', name: 'Store' } }, 0],
    ['nobody by a schedule that is not there', 'ben', { schedule: { slug: 'x', name: 'X' } }, 0],
  ])('waits for %s', (_, who, more, count) => {
    expect(waitingFor([note(more)], who, ON_CALL)).toHaveLength(count);
  });
});
