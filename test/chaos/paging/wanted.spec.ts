import { describe, expect, it } from '@jest/globals';
import { wantedOf } from './wanted.js';

const killed = [{ name: 'redis-killed' }, { name: 'postgres-killed' }];
const restarted = [{ name: 'postgres-restarted' }];
const lists = [killed, restarted];

describe('the scenarios that are wanted', () => {
  it('are all of them, or those that bear a word, in whatever list', () => {
    expect(lists.map(wantedOf('', lists))).toEqual(lists);
    expect(lists.map(wantedOf('redis', lists))).toEqual([[{ name: 'redis-killed' }], []]);
    expect(lists.map(wantedOf('postgres', lists)).flat()).toHaveLength(2);
  });
  it('are never none: what runs nothing fails', () => {
    expect(() => wantedOf('rabbit', lists)).toThrow(
      'no scenario is called "rabbit": there are redis-killed, postgres-killed, postgres-restarted',
    );
  });
});
