import { readFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../../apps/api/src/platform/config/project-root.js';
import { asOwner, sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { ControlServer } from '../sample/control-server.js';
import { randomOf, rubbish, type FuzzedRequest } from './fuzz.js';

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: {
    readonly content: Readonly<
      Record<string, { readonly schema?: { readonly $ref?: string; readonly properties?: object } }>
    >;
  };
}
interface Contract {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, Operation>> & {
        readonly servers?: readonly { readonly url: string }[];
      }
    >
  >;
  readonly components: {
    readonly schemas: Readonly<Record<string, { readonly properties?: object }>>;
  };
}

const EACH = 25;
/** Another seed: LEITSTAND_TEST_SEED=… */
const SEED = Number(process.env.LEITSTAND_TEST_SEED ?? 20_261);
const METHODS = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE'];
const contract = JSON.parse(
  readFileSync(join(projectRoot(), 'docs/openapi.json'), 'utf8'),
) as Contract;

/** Streams do not end, and who signs out is nobody afterwards. */
const LEFT_OUT = /\/events$|sign-out/;

const operations = Object.entries(contract.paths).flatMap(([path, item]) =>
  METHODS.flatMap((method) => {
    const operation = item[method.toLowerCase()];
    const full = `${item.servers?.[0]?.url ?? '/api/v1'}${path}`;
    return operation && !LEFT_OUT.test(full)
      ? [{ method, path: full, query: queryOf(operation), fields: fieldsOf(operation) }]
      : [];
  }),
);

function queryOf({ parameters = [] }: Operation): string[] {
  return parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
}

function fieldsOf({ requestBody }: Operation): string[] {
  const schemas = Object.values(requestBody?.content ?? {}).map(({ schema }) =>
    schema?.$ref ? contract.components.schemas[schema.$ref.split('/').at(-1) ?? ''] : schema,
  );
  return [...new Set(schemas.flatMap((schema) => Object.keys(schema?.properties ?? {})))];
}

let test: TestApp;
let admin: TestActor;
let port: number;
const shop = new ControlServer();
beforeAll(async () => {
  shop.behave = () => ({
    status: 200,
    body: { load: 'normal', errors: 0, slowness: 0, totals: { requests: 0, errors: 0, slow: 0 } },
  });
  test = await startTestApp({ LEITSTAND_SAMPLE_URL: await shop.start() });
  await test.app.listen(0, '127.0.0.1');
  port = Number(new URL(await test.app.getUrl()).port);
  admin = await sessionOf(test, [{ role: 'admin', territories: ['CH', 'DE'] }]);
});
afterAll(async () => {
  await shop.stop();
  await test.close();
});

/** Sends the URL as it is: `fetch` would mend it. */
function send(
  method: string,
  { url, headers, payload }: FuzzedRequest,
): Promise<{ status: number; headers: IncomingHttpHeaders; body: string }> {
  return new Promise((resolve, reject) => {
    const all = {
      ...admin.headers,
      ...Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [
          name,
          Buffer.from(value).toString('latin1'),
        ]),
      ),
    };
    const sent = httpRequest(
      { host: '127.0.0.1', port, method, path: url, headers: all },
      (response) => {
        const parts: Buffer[] = [];
        response
          .on('data', (part: Buffer) => parts.push(part))
          .on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(parts).toString(),
            }),
          );
      },
    );
    sent.on('error', reject).end(payload);
  });
}

/** What is wrong with an answer to rubbish, or null. */
async function faultOf(method: string, request: FuzzedRequest): Promise<string | null> {
  const { status, headers, body } = await send(method, request);
  const said = `${method} ${request.url.slice(0, 200)} ${JSON.stringify(request.headers)} ${String(request.payload ?? '').slice(0, 300)} → ${status} ${body.slice(0, 300)}`;
  if (status >= 500) return said;
  if (status < 400) return null;
  if (!headers['content-type']?.startsWith('application/problem+json')) return said;
  const problem = JSON.parse(body) as { status: number; code?: string; requestId?: string };
  return problem.status === status && problem.code && problem.requestId ? null : said;
}

describe(`rubbish (seed ${SEED})`, () => {
  it('is known for every operation of the contract', () => {
    expect(operations.length).toBeGreaterThan(30);
    expect(operations.filter(({ fields }) => fields.length > 0).length).toBeGreaterThan(8);
  });

  it.each(operations)(
    'is answered by $method $path with a coded problem or harmlessly, never with a 500',
    async ({ method, path, query, fields }) => {
      const random = randomOf(SEED + path.length * 31 + method.length);
      const faults: string[] = [];
      for (let n = 0; n < EACH; n += 1) {
        const fault = await faultOf(method, rubbish(random, method, path, query, fields));
        if (fault) faults.push(fault);
      }
      expect(faults).toEqual([]);
    },
  );

  it('leaves the trail whole: whatever was written was audited', async () => {
    const verdict = await send('POST', {
      url: '/api/v1/audit/verification',
      headers: { 'content-type': 'application/json' },
      payload: '{}',
    });
    expect(JSON.parse(verdict.body)).toMatchObject({ ok: true });
    const slugs = await asOwner(
      test,
      async (client) => (await client.query<{ slug: string }>('select slug from subjects')).rows,
    );
    expect(slugs.filter(({ slug }) => !/^[a-z0-9-]+$/.test(slug))).toEqual([]);
  });
});
