import { APP_ROLE } from './pool.js';

/** The login that owns the tables, where nobody says another name. */
const OWNER = 'leitstand_owner';
const DATABASE = 'leitstand';
const NO_POWERS = 'nosuperuser nobypassrls nocreatedb nocreaterole';

/** Names of a database of one's own; those of `npm start` where nothing is told. */
export interface DatabaseNames {
  /** owns database and tables; runs the migrations */
  readonly owner: string;
  /** with which API and worker sign in */
  readonly login: string;
  readonly database: string;
}

/** What is there already, as the owner sees it. */
export interface RolesState {
  readonly owner: string;
  /** whether the role of the application exists */
  readonly exists: boolean;
  /** what the login of the application is to that role */
  readonly login: 'member' | 'stranger' | 'absent';
}

/**
 * The names that two URLs tell; the defaults where they tell none.
 * @param appUrl @param ownerUrl of PostgreSQL
 */
export function namesOf(appUrl?: string, ownerUrl?: string): DatabaseNames {
  const [app, owner] = [appUrl, ownerUrl].map((url) => (url ? new URL(url) : null));
  return {
    owner: nameIn(owner?.username) ?? OWNER,
    login: nameIn(app?.username) ?? APP_ROLE,
    database: nameIn((app ?? owner)?.pathname.slice(1)) ?? DATABASE,
  };
}

/** Makes the role under which every statement of the application runs: it owns nothing, so row-level security binds it. */
function createRole(login: string): string {
  return `create role ${APP_ROLE} ${login === APP_ROLE ? 'login' : 'nologin'} ${NO_POWERS}`;
}

const grantRole = (login: string) => `grant ${APP_ROLE} to ${quoted(login)}`;

/** What is still to be done to the roles before the migrations can run and the login can work, in order. */
export function missingStatements(state: RolesState, login: string): string[] {
  if (state.exists)
    return state.login === 'stranger' && login !== APP_ROLE ? [grantRole(login)] : [];
  const members = new Set([...(state.login === 'absent' ? [] : [login]), state.owner]);
  members.delete(APP_ROLE);
  return [createRole(login), ...[...members].map(grantRole)];
}

/** Everything that whoever runs a PostgreSQL does for Leitstand, once; its lines are what the program itself would run. */
export function setupSql({ owner, login, database }: DatabaseNames): string {
  const own = owner === login;
  const logins = [...new Set([owner, login])];
  return [
    '-- What Leitstand needs of PostgreSQL 15 or newer. Run it once as a superuser.',
    '',
    '-- The role under which every statement of the application runs. It owns nothing, so row-level security binds it.',
    `${createRole(login)};`,
    '',
    own
      ? '-- The login that owns the tables, and with which API and worker sign in.'
      : '-- The login that owns the tables, for LEITSTAND_DATABASE_OWNER_URL.',
    `create role ${quoted(owner)} login ${NO_POWERS};`,
    ...(own || login === APP_ROLE
      ? []
      : [
          '-- The login of API and worker, for LEITSTAND_DATABASE_URL.',
          `create role ${quoted(login)} login ${NO_POWERS};`,
        ]),
    ...logins.filter((name) => name !== APP_ROLE).map((name) => `${grantRole(name)};`),
    '',
    `create database ${quoted(database)} owner ${quoted(owner)};`,
    `-- One that exists: alter database ${quoted(database)} owner to ${quoted(owner)};`,
    '',
    ...logins.map((name) => `-- Give it a password; in psql: \\password ${quoted(name)}`),
    '',
  ].join('\n');
}

function nameIn(part: string | undefined): string | null {
  return part ? decodeURIComponent(part) : null;
}

/** As SQL wants a name: bare where it may be. */
function quoted(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
