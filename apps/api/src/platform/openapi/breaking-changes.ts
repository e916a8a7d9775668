import type { OpenAPIObject } from '@nestjs/swagger';

type Json = Record<string, unknown>;
type Side = 'asked' | 'answered';

const METHODS = ['get', 'put', 'post', 'delete', 'patch'];

const at = (value: unknown, ...path: string[]): Json =>
  path.reduce<Json>((found, key) => (found[key] ?? {}) as Json, (value ?? {}) as Json);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/**
 * What of `after` breaks a client that was written against `before`: operations, answers or fields that are gone, types that
 * differ, and anything newly required of requests. What is added is no break.
 * @returns a sentence each, empty when nothing breaks
 */
export function breakingChanges(before: OpenAPIObject, after: OpenAPIObject): string[] {
  return Object.entries(before.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => method in item).flatMap((method) => {
      const name = `${method.toUpperCase()} ${path}`;
      const [old, now] = [at(item, method), at(after.paths[path], method)];
      if (Object.keys(now).length === 0) return [`${name} is gone`];
      return [
        ...parameterBreaks(name, old, now),
        ...bodyBreaks(name, old, now, before, after),
        ...answerBreaks(name, old, now, before, after),
      ];
    }),
  );
}

function parameterBreaks(name: string, old: Json, now: Json): string[] {
  const key = (parameter: unknown) => `${String(at(parameter).in)} ${String(at(parameter).name)}`;
  const [had, has] = [list(old.parameters), list(now.parameters)];
  const gone = had.filter((parameter) => !has.some((other) => key(other) === key(parameter)));
  const needed = has.filter(
    (parameter) =>
      at(parameter).required === true &&
      !had.some((other) => key(other) === key(parameter) && at(other).required === true),
  );
  return [
    ...gone.map((parameter) => `${name}: parameter ${key(parameter)} is gone`),
    ...needed.map((parameter) => `${name}: parameter ${key(parameter)} is required now`),
  ];
}

function bodyBreaks(
  name: string,
  old: Json,
  now: Json,
  before: OpenAPIObject,
  after: OpenAPIObject,
): string[] {
  return Object.entries(at(old, 'requestBody', 'content')).flatMap(([type, had]) => {
    const has = at(now, 'requestBody', 'content')[type];
    if (!has) return [`${name}: no longer takes ${type}`];
    return schemaBreaks(`${name} body`, at(had).schema, at(has).schema, 'asked', [before, after]);
  });
}

function answerBreaks(
  name: string,
  old: Json,
  now: Json,
  before: OpenAPIObject,
  after: OpenAPIObject,
): string[] {
  return Object.entries(at(old, 'responses')).flatMap(([status, response]) =>
    Object.entries(at(response, 'content')).flatMap(([type, had]) => {
      const has = at(now, 'responses', status, 'content')[type];
      if (!has) return [`${name}: no longer answers ${status} with ${type}`];
      return schemaBreaks(`${name} ${status}`, at(had).schema, at(has).schema, 'answered', [
        before,
        after,
      ]);
    }),
  );
}

/** The schema itself behind a reference, or behind the `allOf` that makes a reference nullable. */
function resolved(schema: unknown, document: OpenAPIObject): Json {
  const { $ref: reference, allOf } = at(schema);
  if (typeof reference === 'string')
    return at(document.components?.schemas, reference.split('/').at(-1) ?? '');
  const [only, ...others] = list(allOf);
  return only !== undefined && others.length === 0 ? resolved(only, document) : at(schema);
}

type Documents = readonly [before: OpenAPIObject, after: OpenAPIObject];

function schemaBreaks(
  where: string,
  had: unknown,
  has: unknown,
  side: Side,
  documents: Documents,
  seen: ReadonlySet<string> = new Set(),
): string[] {
  const reference = String(at(had).$ref ?? at(list(at(had).allOf)[0]).$ref ?? '');
  if (reference !== '' && seen.has(reference)) return [];
  const deeper = new Set([...seen, reference]);
  const [old, now] = [resolved(had, documents[0]), resolved(has, documents[1])];
  if (old.type !== now.type)
    return [
      `${where}: was ${String(old.type ?? 'anything')}, is ${String(now.type ?? 'anything')}`,
    ];
  const fields = Object.entries(at(old.properties)).flatMap(([field, schema]) => {
    const next = at(now.properties)[field];
    return next
      ? schemaBreaks(`${where}.${field}`, schema, next, side, documents, deeper)
      : [`${where}.${field} is gone`];
  });
  const items =
    old.items && now.items
      ? schemaBreaks(`${where}[]`, old.items, now.items, side, documents, deeper)
      : [];
  return [
    ...fields,
    ...items,
    ...requiredBreaks(where, old, now, side),
    ...enumBreaks(where, old, now, side),
  ];
}

function requiredBreaks(where: string, old: Json, now: Json, side: Side): string[] {
  const [had, has] = [list(old.required), list(now.required)];
  if (side === 'asked')
    return has
      .filter((field) => !had.includes(field))
      .map((field) => `${where}.${String(field)} is required now`);
  return had
    .filter((field) => !has.includes(field) && String(field) in at(now.properties))
    .map((field) => `${where}.${String(field)} may be missing now`);
}

function enumBreaks(where: string, old: Json, now: Json, side: Side): string[] {
  if (!old.enum || !now.enum) return [];
  const [had, has] = [list(old.enum), list(now.enum)];
  const [lost, gained] = [
    had.filter((value) => !has.includes(value)),
    has.filter((value) => !had.includes(value)),
  ];
  if (side === 'answered' && old['x-extensible-enum'] === true) return []; // clients were told that more may come
  return (side === 'asked' ? lost : gained).map(
    (value) =>
      `${where}: ${String(value)} ${side === 'asked' ? 'is no longer taken' : 'may be answered now'}`,
  );
}
