import { describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { breakingChanges } from './breaking-changes.js';

const json = (schema: object) => ({ content: { 'application/json': { schema } } });

function api(thing: object, input: object, more: object = {}): OpenAPIObject {
  const put = {
    parameters: [{ in: 'path', name: 'slug', required: true }],
    requestBody: json({ $ref: '#/components/schemas/Input' }),
    responses: { 200: json({ $ref: '#/components/schemas/Thing' }) },
  };
  return {
    openapi: '3.0.3',
    info: { title: '', version: '' },
    paths: { '/things/{slug}': { put }, ...more },
    components: { schemas: { Thing: thing, Input: input } },
  } as unknown as OpenAPIObject;
}

const object = (properties: object, required: string[] = []) => ({
  type: 'object',
  properties,
  required,
});
const text = { type: 'string' };
const before = api(
  object({ name: text, kind: { type: 'string', enum: ['a'] } }, ['name']),
  object({ name: text, kind: { type: 'string', enum: ['a', 'b'] } }),
);

describe('breaking changes of the contract', () => {
  it('are not what is added', () => {
    const after = api(
      object({ name: text, kind: { type: 'string', enum: ['a'] }, more: text }, ['name']),
      object({ name: text, kind: { type: 'string', enum: ['a', 'b', 'c'] }, more: text }),
      { '/new': { get: {} } },
    );
    expect(breakingChanges(before, after)).toEqual([]);
    const nested = (inner: object) => api(object({ inner }), object({}));
    const named = {
      ...nested({ allOf: [{ $ref: '#/components/schemas/Thing' }], nullable: true }),
    };
    expect(breakingChanges(nested({ type: 'object', nullable: true }), named)).toEqual([]);
    expect(breakingChanges(named, named)).toEqual([]);
  });

  it('are not values more of what clients were told may become more', () => {
    const open = (...values: string[]) => {
      const kind = { type: 'string', enum: values, 'x-extensible-enum': true };
      return api(object({ kind }), object({ kind }));
    };
    expect(breakingChanges(open('a'), open('a', 'b'))).toEqual([]);
    expect(breakingChanges(open('a', 'b'), open('a'))).toEqual([
      'PUT /things/{slug} body.kind: b is no longer taken',
    ]);
  });

  it('are operations, fields and values that are gone, and what is newly required', () => {
    expect(breakingChanges(before, { ...before, paths: {} })).toEqual([
      'PUT /things/{slug} is gone',
    ]);
    const after = api(
      object({ kind: { type: 'string', enum: ['a', 'z'] } }),
      object({ name: { type: 'integer' }, kind: { type: 'string', enum: ['a'] }, more: text }, [
        'more',
      ]),
    );
    expect(breakingChanges(before, after)).toEqual([
      'PUT /things/{slug} body.name: was string, is integer',
      'PUT /things/{slug} body.kind: b is no longer taken',
      'PUT /things/{slug} body.more is required now',
      'PUT /things/{slug} 200.name is gone',
      'PUT /things/{slug} 200.kind: z may be answered now',
    ]);
  });
});
