import { sql, type Kysely } from 'kysely';
import { DomainError } from '../kernel/domain-error.js';
import { APP_ROLE } from './pool.js';
import { missingStatements, namesOf, type RolesState } from './roles-sql.js';

const NOT_ALLOWED = '42501';
const EXISTS_ALREADY = '42710';

/** The database is there, and lacks what only somebody with more rights can give. Its sentence says the SQL to run. */
export class DatabaseNotPrepared extends DomainError {
  constructor(message: string) {
    super('dependency-unavailable', message);
  }
}

/**
 * Sees that the application's role exists and that the login of the application may become it; makes both where the owner may.
 * @param db as the owner
 * @param appUrl login of the application
 * @throws DatabaseNotPrepared with the statements that somebody else has to run
 */
export async function prepareRoles(db: Kysely<unknown>, appUrl: string): Promise<void> {
  const { login } = namesOf(appUrl);
  const { mayBuild, database, ...state } = await look(db, login);
  const missing = missingStatements(state, login);
  try {
    for (const statement of missing) await sql.raw(statement).execute(db).catch(unlessDone);
  } catch (error) {
    if ((error as { code?: unknown }).code !== NOT_ALLOWED) throw error;
    throw notPrepared(state.owner, (error as Error).message, `${missing.join('; ')};`);
  }
  if (!mayBuild)
    throw notPrepared(
      state.owner,
      'it may not create tables there',
      `alter database "${database}" owner to "${state.owner}";`,
    );
}

interface Found extends RolesState {
  readonly mayBuild: boolean;
  readonly database: string;
}

/** Since PostgreSQL 16, a member may be one that cannot become the role. */
async function look(db: Kysely<unknown>, login: string): Promise<Found> {
  const { rows } = await sql<Found>`
    select current_user as owner, current_database() as database, role.oid is not null as exists,
           coalesce(has_schema_privilege(to_regnamespace('public'), 'create'), true) as "mayBuild",
           case when member.oid is null then 'absent'
                when role.oid is not null and pg_has_role(member.oid, role.oid,
                  case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end) then 'member'
                else 'stranger' end as login
      from (values (1)) one
      left join pg_roles role on role.rolname = ${APP_ROLE}
      left join pg_roles member on member.rolname = ${login}`.execute(db);
  const [found] = rows;
  if (!found) throw new Error('PostgreSQL gave no row');
  return found;
}

/** Another process did the same a moment ago. */
function unlessDone(error: unknown): void {
  if ((error as { code?: unknown }).code !== EXISTS_ALREADY) throw error;
}

function notPrepared(owner: string, reason: string, statements: string): DatabaseNotPrepared {
  return new DatabaseNotPrepared(
    `PostgreSQL lacks what its login "${owner}" may not make (${reason}). Have a superuser run, once: ${statements} "npm run -s admin -- database sql" prints all there is to run.`,
  );
}
