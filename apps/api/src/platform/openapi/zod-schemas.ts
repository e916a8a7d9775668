import { z } from 'zod';

type Converted = { readonly schema: unknown; readonly components: Record<string, unknown> };
type JsonSchema = Record<string, unknown>;

/**
 * Turns a zod schema into OpenAPI 3.0; everything with `.meta({ id })` becomes a component of that name.
 * @param io `input` for what clients send, `output` for what they get
 */
export function convertZod(
  schema: unknown,
  { schemaType: io }: { readonly schemaType: 'input' | 'output' },
): Converted | undefined {
  if (!(schema instanceof z.ZodType)) return undefined;
  const { definitions, ...own } = z.toJSONSchema(schema, {
    target: 'openapi-3.0',
    io,
    unrepresentable: 'any',
    override: adapt,
  }) as JsonSchema;
  return { schema: own, components: (definitions ?? {}) as Record<string, unknown> };
}

function adapt({
  zodSchema,
  jsonSchema,
}: {
  readonly zodSchema: z.core.$ZodTypes;
  readonly jsonSchema: z.core.JSONSchema.BaseSchema;
}): void {
  const { def } = zodSchema._zod;
  if (def.type === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date-time' });
  // Answers may gain fields without breaking anybody; only what we ask for is closed.
  if (def.type === 'object' && !def.catchall) delete jsonSchema.additionalProperties;
  if (jsonSchema.format) delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}
