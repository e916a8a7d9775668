import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { jsonMerge, jsonObject, jsonText, type JsonText } from '../kernel/json-text.js';
import { Answers, AnswersNothing } from './answers.js';

const thing = z.object({
  name: z.string(),
  state: z.enum(['up', 'down']),
  at: z.iso.datetime().nullable(),
  parts: z.array(z.object({ size: z.number() })),
});

interface Kept {
  readonly name: string;
  readonly state: 'up' | 'down';
  readonly at: Date | null;
  readonly parts: readonly { readonly size: number }[];
}
type Renamed = Omit<Kept, 'name'> & { readonly title: string };
type Deeper = Omit<Kept, 'parts'> & { readonly parts: readonly { readonly bytes: number }[] };
type Wider = Omit<Kept, 'state'> & { readonly state: 'up' | 'down' | 'unknown' };

declare const some: <T>() => T;

/** Never called: what matters is which of these compile. */
class Things {
  @Answers(thing)
  value(_id: string): Kept {
    return some<Kept>();
  }

  @Answers(thing, 200, 201)
  later(): Promise<Kept> {
    return some<Promise<Kept>>();
  }

  @Answers(thing)
  text(): Promise<JsonText<Kept>> {
    return some<Promise<JsonText<Kept>>>();
  }

  @AnswersNothing()
  nothing(): Promise<void> {
    return some<Promise<void>>();
  }

  // @ts-expect-error a field has another name than in the schema
  @Answers(thing)
  renamed(): Promise<Renamed> {
    return some<Promise<Renamed>>();
  }

  // @ts-expect-error so has a field of a field
  @Answers(thing)
  deeper(): Promise<Deeper> {
    return some<Promise<Deeper>>();
  }

  // @ts-expect-error a state that the schema does not name
  @Answers(thing)
  wider(): Wider {
    return some<Wider>();
  }

  // @ts-expect-error text of something else
  @Answers(thing)
  otherText(): JsonText<Renamed> {
    return some<JsonText<Renamed>>();
  }

  // @ts-expect-error text of which nobody knows what it holds
  @Answers(thing)
  anyText(): string {
    return some<string>();
  }

  // @ts-expect-error an answer that is documented as none
  @AnswersNothing()
  something(): Promise<Kept> {
    return some<Promise<Kept>>();
  }
}

describe('what a method answers', () => {
  it('is what its schema says, or the method does not compile', () => {
    expect(Things.prototype).toBeDefined();
  });

  it('may be put together from text that is JSON already', () => {
    const parts = jsonObject<Pick<Kept, 'parts'>>({ parts: jsonText([{ size: 1 }]) });
    const whole: JsonText<Kept> = jsonMerge(
      jsonText({ name: 'a "b"', state: 'up', at: null }),
      parts,
    );
    expect(thing.parse(JSON.parse(whole))).toEqual({
      name: 'a "b"',
      state: 'up',
      at: null,
      parts: [{ size: 1 }],
    });
  });
});
