import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { cellsOf, type Grant } from '../../apps/api/src/access/domain/grants.js';
import { cookieKey } from '../../apps/api/src/access/identity/auth-options.js';
import { API_TOKEN_PREFIX, shownPrefix } from '../../apps/api/src/access/domain/api-token.js';
import { newSecret } from '../../apps/api/src/platform/kernel/one-time-secret.js';
import type { Permission } from '#contract';
import type { TestApp } from './test-app.js';

/** Somebody who may call the application under test: pass `headers` to `app.inject`. */
export interface TestActor {
  readonly userId: string;
  readonly email: string;
  readonly headers: Readonly<Record<string, string>>;
}

export async function asOwner<T>(
  test: Pick<TestApp, 'database'>,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: test.database.ownerUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function addUser(
  client: pg.Client,
  grants: readonly Grant[],
  name: string,
): Promise<{ id: string; email: string }> {
  const id = randomUUID();
  const email = `${id}@example.org`;
  await client.query(
    'insert into users (id, name, email, email_verified) values ($1, $2, $3, true)',
    [id, name, email],
  );
  for (const { role, territory } of cellsOf(grants)) {
    await client.query('insert into user_grants (user_id, role, territory) values ($1, $2, $3)', [
      id,
      role,
      territory,
    ]);
  }
  return { id, email };
}

/** A signed-in user with these grants; a browser without the password's cost. */
export function sessionOf(
  test: Pick<TestApp, 'database'>,
  grants: readonly Grant[],
  name = 'Test User',
): Promise<TestActor> {
  return asOwner(test, async (client) => {
    const { id, email } = await addUser(client, grants, name);
    const token = randomBytes(24).toString('base64url');
    const columns = 'id, token, user_id, expires_at, created_at, updated_at';
    await client.query(
      `insert into auth_sessions (${columns}) values ($1, $2, $3, now() + interval '7 days', now(), now())`,
      [randomUUID(), token, id],
    );
    const signature = createHmac('sha256', cookieKey(process.env.LEITSTAND_SECRET ?? ''))
      .update(token)
      .digest('base64');
    return {
      userId: id,
      email,
      headers: { cookie: `leitstand.session_token=${encodeURIComponent(`${token}.${signature}`)}` },
    };
  });
}

/** An API token of a user with these grants. */
export function tokenOf(
  test: Pick<TestApp, 'database'>,
  grants: readonly Grant[],
  scopes: readonly Permission[],
  territories: readonly string[],
): Promise<TestActor> {
  return asOwner(test, async (client) => {
    const { id, email } = await addUser(client, grants, 'Token Owner');
    const { token, hash } = newSecret(API_TOKEN_PREFIX);
    const columns = 'id, user_id, name, prefix, hash, scopes, territories, created_by, created_at';
    const values = [
      randomUUID(),
      id,
      'test token',
      shownPrefix(token),
      hash,
      scopes,
      territories,
      'Token Owner',
    ];
    await client.query(
      `insert into api_tokens (${columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, now())`,
      values,
    );
    return { userId: id, email, headers: { authorization: `Bearer ${token}` } };
  });
}
