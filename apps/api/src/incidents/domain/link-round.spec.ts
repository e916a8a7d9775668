import { describe, expect, it } from '@jest/globals';
import { overtakenBy, type EpochBegin, type Overtaken } from './link-round.js';

describe('the round of a link', () => {
  it.each<[EpochBegin[], Overtaken | null]>([
    [[], null],
    [['snoozed'], null],
    [['snoozed', 'snoozed'], null],
    [['acknowledged'], 'acknowledged'],
    [['snoozed', 'acknowledged'], 'acknowledged'],
    [['reopened', 'acknowledged'], 'reopened'],
    [['snoozed', 'unmerged', 'snoozed'], 'unmerged'],
  ])('after %j is overtaken by %j', (since, by) => {
    expect(overtakenBy(since)).toBe(by);
  });
});
