import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { projectRoot } from '../../apps/api/src/platform/config/project-root.js';

/** An answer as it went over the wire. */
export interface Answer {
  readonly method: string;
  /** of the request; a query is ignored */
  readonly url: string;
  readonly status: number;
  readonly contentType: string | undefined;
  readonly body: string;
}

type Json = Record<string, unknown>;
type Media = Readonly<Record<string, { readonly schema?: Json }>>;
interface Response {
  readonly content?: Media;
}
interface Operation {
  readonly name: string;
  readonly pattern: RegExp;
  readonly method: string;
  /** so that `/invitations/accept` is found before `/invitations/{id}` */
  readonly parameters: number;
  readonly responses: Readonly<Record<string, Response>>;
}
interface Document {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Record<string, Json>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>> };
}

const METHODS = new Set(['get', 'put', 'post', 'patch', 'delete']);
const ANY_FAILURE = 'the API';
/** Under which the named schemas are known; each is compiled once. */
const SHARED = 'leitstand';

/**
 * Compares answers with the contract of the API, more strictly than a client may: an answer has exactly the fields, the status
 * and the media type that its operation documents.
 */
export class AnswerContract {
  private readonly ajv = addFormats.default(
    new Ajv2020({
      allErrors: true,
      strict: true,
      strictTypes: false,
      strictRequired: false,
      keywords: ['x-extensible-enum'],
    }),
  );
  private readonly operations: readonly Operation[];
  private readonly validators = new Map<string, ValidateFunction>();

  /** @param document an OpenAPI 3.0 document as `npm run gen` writes it */
  constructor(document: Document) {
    const $defs = Object.fromEntries(
      Object.entries(document.components.schemas).map(([id, each]) => [id, strict(each)]),
    );
    this.ajv.addSchema({ $id: SHARED, $defs });
    const base = document.servers[0]?.url ?? '';
    this.operations = Object.entries(document.paths)
      .flatMap(([path, item]) => operationsOf(path, item, base))
      .sort((a, b) => a.parameters - b.parameters);
  }

  /** The contract that is committed in `docs/openapi.json`. */
  static committed(): AnswerContract {
    const text = readFileSync(join(projectRoot(), 'docs/openapi.json'), 'utf8');
    return new AnswerContract(JSON.parse(text) as Document);
  }

  /** @returns what of the answer its operation does not promise, a line each with the path of the field; empty when all is well */
  faults(answer: Answer): string[] {
    const [path = ''] = answer.url.split('?');
    const type = (answer.contentType ?? '').split(';')[0]?.trim() ?? '';
    if (answer.method === 'HEAD' || answer.method === 'OPTIONS') return [];
    if (!path.startsWith('/api/') && type !== 'application/problem+json') return [];
    const operation = this.find(answer.method.toLowerCase(), path);
    const name = `${operation?.name ?? `${answer.method} ${path}`} ${answer.status}`;
    return this.compare(operation, answer, type).map((fault) => `${name}${fault}`);
  }

  private find(method: string, path: string): Operation | undefined {
    return this.operations.find(
      (operation) => operation.method === method && operation.pattern.test(path),
    );
  }

  private compare(operation: Operation | undefined, answer: Answer, type: string): string[] {
    const { status, body } = answer;
    const response = operation?.responses[status] ?? (status >= 400 ? FAILED : undefined);
    if (!response) return [': this status is not documented'];
    if (!response.content) return body === '' ? [] : [`: no body is documented, got ${type}`];
    const media = response.content[type];
    if (!media) return [`: ${type || 'no media type'} is not documented`];
    if (!/[/+]json$/.test(type)) return [];
    const known = operation?.responses[status]
      ? `${operation.name} ${status} ${type}`
      : ANY_FAILURE;
    return this.compareBody(known, media.schema ?? {}, body);
  }

  private compareBody(name: string, schema: Json, body: string): string[] {
    const validate = this.validators.get(name) ?? this.ajv.compile(strict(schema));
    this.validators.set(name, validate);
    try {
      return validate(JSON.parse(body)) ? [] : (validate.errors ?? []).map(inWords);
    } catch (error) {
      if (error instanceof SyntaxError) return [': this is not JSON'];
      throw error;
    }
  }
}

/** Every operation's `default`, and what an address answers that no operation has. */
const FAILED: Response = {
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

function operationsOf(path: string, item: Record<string, Json>, base: string): Operation[] {
  const servers = item.servers as unknown as Document['servers'] | undefined;
  const full = `${servers?.[0]?.url ?? base}${path}`;
  const pattern = new RegExp(`^${full.replaceAll('.', '\\.').replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);
  return Object.entries(item)
    .filter(([method]) => METHODS.has(method))
    .map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      pattern,
      method,
      parameters: path.split('{').length,
      responses: operation.responses as Operation['responses'],
    }));
}

function inWords({ instancePath, message, params }: ErrorObject): string {
  const more = Object.values(params as Json)
    .flat()
    .map(String)
    .join(', ');
  return `${instancePath.replaceAll('/', '.')}: ${message ?? 'is wrong'}${more ? ` (${more})` : ''}`;
}

/**
 * An OpenAPI 3.0 schema in JSON Schema 2020-12: `nullable` becomes a type, references lead to `$defs`, and an object that names
 * its fields has no others.
 */
function strict(schema: unknown): Json {
  return convert(schema) as Json;
}

function convert(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(convert);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, $ref: reference, properties, enum: values, ...rest } = value as Json;
  const same = Object.fromEntries(Object.entries(rest).map(([key, each]) => [key, convert(each)]));
  if (typeof reference === 'string')
    same.$ref = reference.replace('#/components/schemas/', `${SHARED}#/$defs/`);
  if (Array.isArray(values)) same.enum = nullable ? [...values, null] : values;
  if (properties) {
    same.properties = Object.fromEntries(
      Object.entries(properties).map(([name, each]) => [name, convert(each)]),
    );
    same.additionalProperties ??= false;
  }
  if (!nullable) return same;
  if (typeof same.type === 'string') return { ...same, type: [same.type, 'null'] };
  return { anyOf: [same, { type: 'null' }] };
}
