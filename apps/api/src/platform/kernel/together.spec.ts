import { describe, expect, it } from '@jest/globals';
import { Ambient } from './ambient.js';
import { DomainError } from './domain-error.js';
import { Together } from './together.js';

/** Work that ends when it is told to. */
class Works {
  readonly begun: (readonly string[])[] = [];
  private readonly ends: ((how?: unknown) => void)[] = [];
  readonly together: Together<string, string>;

  constructor(rule = { atOnce: 2, most: 3 }) {
    this.together = new Together({ ...rule, sizeOf: () => 1 }, (items) => {
      this.begun.push(items);
      return new Promise((resolve, reject) =>
        this.ends.push((how) => (how ? reject(how as Error) : resolve(items.map((i) => `${i}!`)))),
      );
    });
  }

  async end(how?: unknown): Promise<void> {
    this.ends.shift()?.(how);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('together', () => {
  it('begins with the first at once, and takes what came meanwhile in one piece, in its order', async () => {
    const works = new Works();
    const all = ['a', 'b', 'c'].map((item) => works.together.take('k', item));
    expect(works.begun).toEqual([['a']]);
    await works.end();
    expect(works.begun).toEqual([['a'], ['b', 'c']]);
    await works.end();
    expect(await Promise.all(all)).toEqual(['a!', 'b!', 'c!']);
  });

  it('takes no more at once than it may, but one that is larger by itself', async () => {
    const works = new Works({ atOnce: 1, most: 3 });
    const all = [...'abcdef'].map((item) => works.together.take('k', item));
    for (let n = 0; n < 3; n += 1) await works.end();
    expect(works.begun.map((items) => items.join(''))).toEqual(['a', 'bcd', 'ef']);
    const large = new Together<string, number>(
      { atOnce: 1, most: 1, sizeOf: (item) => item.length },
      (items) => Promise.resolve(items.map((item) => item.length)),
    );
    expect(await Promise.all([large.take('k', 'aaa'), large.take('k', 'bb')])).toEqual([3, 2]);
    await Promise.all(all);
  });

  it('works on so many keys at once, and lets none wait behind another one twice', async () => {
    const works = new Works({ atOnce: 1, most: 1 });
    for (const key of ['a', 'a', 'a', 'b']) void works.together.take(key, key);
    for (let n = 0; n < 3; n += 1) await works.end();
    expect(works.begun.flat()).toEqual(['a', 'a', 'b', 'a']);
  });

  it('does for each alone what failed for several, so that only who is at fault hears of it', async () => {
    const works = new Works();
    const first = works.together.take('k', 'first');
    const [good, bad] = [works.together.take('k', 'good'), works.together.take('k', 'bad')];
    await works.end();
    await works.end(new Error('one of them'));
    expect(works.begun.at(-1)).toEqual(['good']);
    await works.end();
    const refused = expect(bad).rejects.toThrow('bad is');
    await works.end(new Error('bad is'));
    await refused;
    expect(await Promise.all([first, good])).toEqual(['first!', 'good!']);
  });

  it('tells everybody at once that a server is unavailable', async () => {
    const works = new Works();
    void works.together.take('k', 'first');
    const all = ['a', 'b'].map((item) => works.together.take('k', item));
    await works.end();
    const refused = Promise.all(all.map((one) => expect(one).rejects.toThrow('gone')));
    await works.end(new DomainError('dependency-unavailable', 'gone'));
    await refused;
    expect(works.begun).toHaveLength(2);
  });

  it('works in no one’s context', async () => {
    const context = new Ambient<string>();
    const together = new Together<string, unknown>(
      { atOnce: 1, most: 9, sizeOf: () => 1 },
      (items) => Promise.resolve(items.map(() => context.here ?? 'nobody’s')),
    );
    const [a, b] = ['a', 'b'].map((name) => context.around(name, () => together.take('k', name)));
    expect(await Promise.all([a, b])).toEqual(['nobody’s', 'nobody’s']);
  });
});
