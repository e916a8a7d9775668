import { describe, expect, it } from '@jest/globals';
import { Answers } from './answers.js';

describe('answers given before', () => {
  it('serve again only under the same stamp', () => {
    const answers = new Answers(2);
    answers.remember('all', 's1', 'one');
    expect(answers.recall('all', 's1')).toBe('one');
    expect(answers.recall('all', 's2')).toBeUndefined();
    expect(answers.recall('mine', 's1')).toBeUndefined();
  });

  it('make room for what was asked for last', () => {
    const answers = new Answers(2);
    answers.remember('a', 's', '1');
    answers.remember('b', 's', '2');
    answers.recall('a', 's');
    answers.remember('c', 's', '3');
    expect(['a', 'b', 'c'].map((question) => answers.recall(question, 's'))).toEqual(['1', undefined, '3']);
  });
});
