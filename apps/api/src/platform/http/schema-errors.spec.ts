import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { schemaRefusal } from './schema-errors.js';

const schema = z.strictObject({
  name: z.string().min(2),
  labels: z.strictObject({ tier: z.number() }),
});

function refusalFor(value: unknown) {
  const parsed = schema.safeParse(value);
  if (parsed.success) throw new Error('the value is valid');
  return schemaRefusal(parsed.error.issues as Parameters<typeof schemaRefusal>[0]);
}

describe('issues of a schema', () => {
  it('become dotted paths', () => {
    expect(
      refusalFor({ name: 'x', labels: { tier: 'one' } }).fields.map(({ path }) => path),
    ).toEqual(['name', 'labels.tier']);
  });

  it('name each unknown field by its own path', () => {
    const { fields } = refusalFor({ name: 'xy', labels: { tier: 1, teir: 2 }, colour: 'red' });
    expect(fields).toEqual([
      { path: 'labels.teir', code: 'unknown-field', message: 'is not a field of this resource' },
      { path: 'colour', code: 'unknown-field', message: 'is not a field of this resource' },
    ]);
  });
});
