import { Header, HttpCode, applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiProduces, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import type { JsonText } from '../kernel/json-text.js';

/**
 * A value whose JSON is one of `T`: a time may still be a Date, lists and objects may be read-only, and text that is JSON already
 * stands for what it holds.
 */
export type Answerable<T> = unknown extends T
  ? unknown
  : T extends string
    ? string extends T
      ? string | Date
      : T
    : T extends readonly (infer E)[]
      ? readonly Answerable<E>[] | JsonText<readonly Answerable<E>[]>
      : T extends object
        ? Fields<T> | JsonText<Fields<T>>
        : T;

type Fields<T> = { readonly [K in keyof T]: Answerable<T[K]> };

/** A decorator of methods that answer `T`, at once or later; on any other it does not compile. */
type DecoratorOf<T> = <M extends (...given: never[]) => T | Promise<T>>(
  target: object,
  name: string | symbol,
  method: TypedPropertyDescriptor<M>,
) => void;

/** What fails is documented for every operation alike. */
const described = (status: number) => (status === 201 ? 'Created' : 'OK');

/**
 * What a method answers: the schema is its documentation and its type in one, so a field that one of them lacks does not compile.
 * @param statuses those that it may answer with, 200 if none is given; the first is what it answers unless it says otherwise
 */
export function Answers<S extends z.ZodType>(
  schema: S,
  ...statuses: readonly number[]
): DecoratorOf<Answerable<z.output<S>>> {
  const all = statuses.length > 0 ? statuses : [200];
  return applyDecorators(
    HttpCode(all[0] ?? 200),
    ...all.map((status) =>
      ApiResponse({ status, description: described(status), standardSchema: schema }),
    ),
  );
}

/** A method whose answer has no body. @param status 204, or 202 for what happens later */
export function AnswersNothing(status: 202 | 204 = 204): DecoratorOf<void> {
  return applyDecorators(HttpCode(status), ApiResponse({ status, description: 'No content' }));
}

/** A method whose answer is spared whoever has it already: a body, or 304 and none. */
export function AnswersUnchanged(): MethodDecorator {
  return applyDecorators(
    ApiHeader({
      name: 'If-None-Match',
      required: false,
      description: 'ETag of an answer that is there already; 304 if it still holds',
    }),
    ApiResponse({ status: 304, description: 'Not modified' }),
  );
}

/** A method that answers text of this media type. */
export function AnswersText(type: string): DecoratorOf<string> {
  return applyDecorators(Header('content-type', `${type}; charset=utf-8`), textOf(type));
}

/** A method that writes text of this media type to the response itself, for as long as somebody listens. */
export function AnswersStream(type: string): DecoratorOf<void> {
  return textOf(type);
}

const textOf = (type: string) =>
  applyDecorators(
    ApiProduces(type),
    ApiResponse({
      status: 200,
      description: 'OK',
      content: { [type]: { schema: { type: 'string' } } },
    }),
  );
