import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { projectRoot } from '../../apps/api/src/platform/config/project-root.js';
import { schemaRefusal } from '../../apps/api/src/platform/http/schema-errors.js';
import { speakInOurWords } from '../../apps/api/src/platform/http/schema-words.js';

speakInOurWords();

const SOURCES = join(projectRoot(), 'apps/api/src');
const FILES = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /(?:\.dto|document-schemas)\.ts$/.test(file),
);
const HOSTILE: readonly unknown[] = [
  undefined,
  null,
  '',
  ' ',
  'x',
  '\0',
  'x'.repeat(10_000),
  0,
  -1,
  1.5,
  1e9,
  true,
  [],
  [null],
  Array.from({ length: 1000 }, () => 'x'),
  {},
  { x: null },
  { '': 'x' },
  Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`k${n}`, 'v'])),
  new Date(Number.NaN),
];
/** A sentence goes on where the name of the field ends. */
const SENTENCE = /^(?:must |is |are |has |stands |you )/;
const RAW = /invalid|expected|received|too (?:small|big)|unrecognized|regex|undefined|nan\b/i;

type Schema = z.ZodType;

async function requestSchemas(): Promise<(readonly [string, z.ZodObject])[]> {
  const found: (readonly [string, z.ZodObject])[] = [];
  for (const file of FILES) {
    const module = (await import(pathToFileURL(join(SOURCES, file)).href)) as object;
    for (const [name, schema] of Object.entries(module))
      if (schema instanceof z.ZodObject && schema.def.catchall)
        found.push([`${file} ${name}`, schema]);
  }
  return found;
}

function messagesOf(schema: z.ZodObject): string[] {
  const fields = Object.keys(schema.shape);
  const values = [
    ...HOSTILE,
    ...fields.flatMap((field) => HOSTILE.map((value) => ({ [field]: value }))),
    ...fields.flatMap((field) => {
      const inner = innerOf(schema.shape[field] as Schema);
      if (!(inner instanceof z.ZodObject)) return [];
      return Object.keys(inner.shape).flatMap((name) =>
        HOSTILE.map((value) => ({ [field]: { [name]: value } })),
      );
    }),
  ];
  return values.flatMap((value) => {
    const { error } = schema.safeParse(value);
    if (!error) return [];
    return schemaRefusal(error.issues as Parameters<typeof schemaRefusal>[0]).fields.map(
      ({ message }) => message,
    );
  });
}

function innerOf(schema: Schema): Schema {
  const { innerType } = schema.def as { readonly innerType?: Schema };
  return innerType ? innerOf(innerType) : schema;
}

describe('what a request is told about its fields', () => {
  it('is a sentence of ours, in every schema and for every value', async () => {
    const schemas = await requestSchemas();
    expect(schemas.length).toBeGreaterThan(20);
    const raw = schemas.flatMap(([name, schema]) =>
      [...new Set(messagesOf(schema))]
        .filter((message) => RAW.test(message) || !SENTENCE.test(message))
        .map((message) => `${name}: ${message}`),
    );
    expect(raw).toEqual([]);
  });
});
