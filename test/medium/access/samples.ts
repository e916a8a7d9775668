import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { RouteCatalogue } from '../../../apps/api/src/access/http/route-catalogue.js';
import { sessionOf, type TestActor } from '../../harness/actors.js';
import type { TestApp } from '../../harness/test-app.js';

const CATALOG = 'samples/catalog';

/** The sample catalog as one YAML stream, with its objectives where this instance keeps any. */
function catalog(withSlos: boolean): string {
  const files = readdirSync(CATALOG, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.ya?ml$/.test(file),
  );
  const documents = files
    .toSorted()
    .flatMap((file) => readFileSync(join(CATALOG, file), 'utf8').split(/^---$/m));
  return documents.filter((document) => withSlos || !/^kind: SLO$/m.test(document)).join('\n---\n');
}

/**
 * Applies the sample catalog as `actor`, the way CI does.
 * @returns null where this instance has no such route
 */
export async function applyCatalog(
  test: TestApp,
  actor: TestActor,
): Promise<{ statusCode: number; body: string } | null> {
  const paths = new Set(
    test.app
      .get(RouteCatalogue)
      .all()
      .map(({ path }) => path),
  );
  if (!paths.has('/api/v1/catalog/apply')) return null;
  const headers = { ...actor.headers, 'content-type': 'application/yaml' };
  return test.app.inject({
    method: 'POST',
    url: '/api/v1/catalog/apply',
    payload: catalog(paths.has('/api/v1/slos')),
    headers,
  });
}

/**
 * An instance with something in it: an administrator, invitations and tokens in both territories, and, where this instance can
 * apply a catalog, the sample catalog.
 */
export async function fillWithSamples(test: TestApp): Promise<TestActor> {
  const admin = await sessionOf(
    test,
    [{ role: 'admin', territories: ['CH', 'DE'] }],
    'Everywhere Admin',
  );
  await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }], 'German Viewer');
  const post = (url: string, payload: object) =>
    test.app.inject({ method: 'POST', url: `/api/v1${url}`, payload, headers: admin.headers });
  for (const territory of ['CH', 'DE']) {
    const invitation = await post('/invitations', {
      email: `${territory.toLowerCase()}@example.org`,
      grants: [{ role: 'viewer', territories: [territory] }],
    });
    const token = await post('/tokens', {
      name: territory,
      scopes: ['slo:read'],
      territories: [territory],
      expiresAt: null,
    });
    if (invitation.statusCode !== 201 || token.statusCode !== 201)
      throw new Error(`${invitation.body} ${token.body}`);
  }
  const applied = await applyCatalog(test, admin);
  if (applied && applied.statusCode >= 300)
    throw new Error(`the sample catalog was refused: ${applied.body.slice(0, 2000)}`);
  return admin;
}
