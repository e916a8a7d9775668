import { describe, expect, it } from '@jest/globals';
import { Turns } from './turns.js';

const turns = () => new Turns({ inside: 2, waiting: 1 }, () => new Error('too many'));

/** Work that ends when it is told to. */
function held(log: string[], name: string) {
  let end: (how?: Error) => void = () => undefined;
  const work = () =>
    new Promise<string>((resolve, reject) => {
      log.push(name);
      end = (how) => (how ? reject(how) : resolve(name));
    });
  return { work, end: (how?: Error) => end(how) };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  it('let in so many of a key at once, the next when one has ended, and refuse whoever finds the line full', async () => {
    const [line, log] = [turns(), [] as string[]];
    const [a, b, c] = [held(log, 'a'), held(log, 'b'), held(log, 'c')];
    const all = [a, b, c].map(({ work }) => line.take('anna', work));
    await expect(line.take('anna', held(log, 'd').work)).rejects.toThrow('too many');
    expect(log).toEqual(['a', 'b']);
    b.end();
    await settled();
    expect(log).toEqual(['a', 'b', 'c']);
    [a, c].forEach(({ end }) => end());
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c']);
  });

  it('of one key keep no other waiting, and go on after work that failed', async () => {
    const [line, log] = [turns(), [] as string[]];
    const works = [held(log, 'a'), held(log, 'b'), held(log, 'c')];
    const [a, ...others] = works.map(({ work }) => line.take('anna', work));
    const ben = held(log, 'ben');
    const taken = line.take('ben', ben.work);
    await settled();
    expect(log).toEqual(['a', 'b', 'ben']);
    works[0]?.end(new Error('failed'));
    await expect(a).rejects.toThrow('failed');
    await settled();
    expect(log).toEqual(['a', 'b', 'ben', 'c']);
    [...works.slice(1), ben].forEach(({ end }) => end());
    await Promise.all([...others, taken]);
    expect(Reflect.get(line, 'lines')).toEqual(new Map());
  });
});
