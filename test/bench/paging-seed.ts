import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { SOURCE_TOKEN_PREFIX } from '../../apps/api/src/incidents/domain/source.js';
import { newSecret } from '../../apps/api/src/platform/kernel/one-time-secret.js';

/** People of a seeded territory: each answers for a team, and is paged by a policy of that team. */
export const PEOPLE = 100;

/** What somebody with a mail method and a team is called. */
export const mailOf = (i: number): string => `person-${i}@example.org`;

/**
 * Puts people, a team for each, and `services` shared out among the teams into a fresh database, and one source of alerts.
 * @returns the source's token
 */
export async function seedPaging(owner: pg.Client, services: number): Promise<string> {
  const ids = Array.from({ length: PEOPLE }, () => randomUUID());
  await owner.query(
    `insert into users (id, name, email, email_verified)
     select id, 'Person ' || i - 1, 'person-' || i - 1 || '@example.org', true from unnest($1::uuid[]) with ordinality as u(id, i)`,
    [ids],
  );
  await owner.query(
    `insert into user_grants (user_id, role, territory) select id, 'responder', 'DE' from unnest($1::uuid[]) as u(id)`,
    [ids],
  );
  await owner.query(
    `insert into contact_methods (user_id, kind, account, last_four, verified_at)
     select id, 'mail', true, 'ampl', leitstand_now() from unnest($1::uuid[]) as u(id) on conflict do nothing`,
    [ids],
  );
  await owner.query(
    `insert into teams (id, slug, name, description, territory, members, labels, version, created_at, updated_at)
     select gen_random_uuid(), 'team-' || i, 'Team ' || i, '', 'DE', '{}', '{}', 1, now(), now() from generate_series(0, $1::int - 1) i`,
    [PEOPLE],
  );
  await owner.query(
    `insert into subjects (id, slug, name, kind, description, territory, team, labels, version, created_at, updated_at)
     select gen_random_uuid(), 'service-' || i, 'Service ' || i, 'service', '', 'DE', 'team-' || i % $1::int, '{}', 1, now(), now() from generate_series(0, $2::int - 1) i`,
    [PEOPLE, services],
  );
  const { token, hash } = newSecret(SOURCE_TOKEN_PREFIX);
  await owner.query(
    `insert into alert_sources (id, slug, name, kind, territory, territories, default_subject, mappings, severities, version, created_at, updated_at, token_hash, token_prefix, token_made_at)
     values (gen_random_uuid(), 'alertmanager', 'Alertmanager', 'alertmanager', 'DE', '{DE}', 'service-0', '[]', '{}', 1, now(), now(), $1, 'lsa_', now())`,
    [hash],
  );
  await owner.query('analyze');
  return token;
}
