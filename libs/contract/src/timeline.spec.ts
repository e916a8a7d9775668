import { describe, expect, it } from '@jest/globals';
import { peopleNamed } from './timeline.js';

const names = new Map([
  ['a', 'Anna'],
  ['b', 'Ben'],
]);

describe('people whom an entry of a timeline names', () => {
  it.each([
    [{ people: [{ user: 'a' }, { user: 'b' }] }, ['Anna', 'Ben']],
    [{ people: [{ user: 'a' }, { user: 'gone' }] }, []],
    [{ people: [{}] }, []],
    [{ people: 'a' }, []],
    [{}, []],
  ])('%j', (data, said) => {
    expect(peopleNamed(data, names)).toEqual(said);
  });
});
