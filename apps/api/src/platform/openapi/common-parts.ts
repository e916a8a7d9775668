import type { OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Parameter = NonNullable<Operation['parameters']>[number];
type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

type DescribedOperation = Operation & { 'x-public'?: string };

const BASE = '/api/v1';

const header = (name: string, description: string): Parameter => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string' },
});

const IF_MATCH = header(
  'If-Match',
  'ETag of the version that was edited; another one there is answered with 412',
);
const IF_NONE_MATCH = header('If-None-Match', '`*` creates only');
const IDEMPOTENCY_KEY = header(
  'Idempotency-Key',
  'Carries the request out once; a repeat within 24 hours gets the first answer',
);

const text: Schema = { type: 'string' };
const fieldError: Schema = {
  type: 'object',
  required: ['path', 'code', 'message'],
  properties: {
    path: { ...text, description: 'Dotted name of the field' },
    code: text,
    message: text,
    about: {
      type: 'array',
      items: text,
      description: 'Names and codes of which the message speaks, such as territories',
    },
  },
};

/** RFC 9457 problem details: the answer to every request that failed. */
export const PROBLEM: Schema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  properties: {
    type: { ...text, format: 'uri' },
    title: text,
    status: { type: 'integer' },
    detail: { ...text, description: 'A sentence for people' },
    code: { ...text, description: 'Stable, for programs' },
    requestId: text,
    errors: { type: 'array', items: fieldError },
  },
};

const FAILED = {
  description: 'The request failed',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** One thing that has versions, which are its ETags. */
const VERSIONED = /\{slug\}$|\/review$|\/action-items\/\{id\}$/;

/** Headers that the house rules give to every operation of that shape. */
function headersOf(method: string, path: string): Parameter[] {
  if (path.endsWith('/review/state')) return [IDEMPOTENCY_KEY, IF_MATCH];
  if (method === 'post') return [IDEMPOTENCY_KEY];
  if (!VERSIONED.test(path)) return [];
  if (method === 'put') return [IF_MATCH, IF_NONE_MATCH];
  return method === 'delete' ? [IF_MATCH] : [];
}

/** An operation with how its failures look, the headers of writes, and no sign-in where it is public. */
function complete(operation: DescribedOperation, method: string, path: string): DescribedOperation {
  const { 'x-public': isPublic, ...same } = operation;
  const parameters = [
    ...(operation.parameters ?? []),
    ...(isPublic ? [] : headersOf(method, path)),
  ];
  return {
    ...same,
    responses: { ...operation.responses, default: FAILED },
    parameters,
    ...(isPublic ? { security: [] } : {}),
  };
}

/** Paths are relative to the server's URL: `/api/v1`, or `/api` for signing in. */
function relative(path: string): { path: string; server?: string } {
  if (path.startsWith(`${BASE}/`)) return { path: path.slice(BASE.length) };
  return { path: path.slice('/api'.length), server: '/api' };
}

/** Adds what holds for every operation. */
export function withCommonParts(document: OpenAPIObject): OpenAPIObject {
  const paths = Object.entries(document.paths).map(([full, item]) => {
    const { path, server } = relative(full);
    const operations = Object.entries(item as Record<string, DescribedOperation>).map(
      ([method, operation]) => [method, complete(operation, method, full)],
    );
    return [
      path,
      { ...Object.fromEntries(operations), ...(server ? { servers: [{ url: server }] } : {}) },
    ];
  });
  const components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: PROBLEM },
  };
  return {
    ...document,
    servers: [{ url: BASE }],
    paths: Object.fromEntries(paths) as OpenAPIObject['paths'],
    components,
  };
}
