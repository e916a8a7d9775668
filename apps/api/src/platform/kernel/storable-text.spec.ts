import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isStorable, storable, unstorablePaths } from './storable-text.js';

describe('text that a database gives back as it was', () => {
  it('has no zero byte and no half of a character', () => {
    for (const text of ['', 'Größe 🚦', '\ufffd', '\u0001'])
      expect([text, isStorable(text), storable(text)]).toEqual([text, true, text]);
    for (const text of ['a\0b', '\ud83d', '\udea6x'])
      expect([text, isStorable(text), isStorable(storable(text))]).toEqual([text, false, true]);
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => isStorable(storable(text)) && storable(storable(text)) === storable(text),
      ),
    );
  });

  it('is missed wherever it stands, by its path', () => {
    expect(
      unstorablePaths({
        name: 'ok',
        labels: { 'a\0': 'x', b: ['ok', '\ud83d'] },
        n: 1,
        none: null,
      })
        .map(({ path }) => path)
        .toSorted(),
    ).toEqual(['labels.a\ufffd', 'labels.b.1']);
    expect(unstorablePaths('\0')).toEqual([{ path: '', why: 'not-text' }]);
    expect(unstorablePaths(undefined)).toEqual([]);
  });

  it('is looked for however deep things lie, and reported in bounds', () => {
    let deep: unknown = '\0';
    for (let n = 0; n < 20_000; n += 1) deep = [deep];
    expect(unstorablePaths({ a: deep })).toEqual([{ path: 'a', why: 'too-nested' }]);
    expect(unstorablePaths(['\0', 'ok'], { texts: false })).toEqual([]);
    expect(unstorablePaths(Array.from({ length: 100 }, () => '\0'))).toHaveLength(20);
  });

  it('is not looked for in more values than there may be', () => {
    const ones = (length: number) => ({ a: { b: Array.from({ length }, () => 1) } });
    expect(unstorablePaths(ones(98), { members: 100 })).toEqual([]);
    expect(unstorablePaths(ones(99), { members: 100 })).toEqual([{ path: 'a', why: 'too-large' }]);
  });
});
