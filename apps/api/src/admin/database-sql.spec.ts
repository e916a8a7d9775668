import { describe, expect, it } from '@jest/globals';
import { databaseSql } from './database-sql.js';

const APP = 'postgres://myapp:x@db/slodb';
const OWNER = 'postgres://myowner:y@db/slodb';
const made = (environment: Record<string, string>) =>
  [...databaseSql(environment).matchAll(/^create (?:role (\S+) login|database (.*);)/gm)].map(
    ([, login, database]) => login ?? database,
  );

describe('what "database sql" prints', () => {
  it.each([
    ['nothing', {}, ['leitstand_app', 'leitstand_owner', 'leitstand owner leitstand_owner']],
    [
      'the database alone',
      { LEITSTAND_DATABASE_URL: APP, LEITSTAND_DATABASE_OWNER_URL: OWNER },
      ['myowner', 'myapp', 'slodb owner myowner'],
    ],
    ['one login for both', { LEITSTAND_DATABASE_URL: APP }, ['myapp', 'slodb owner myapp']],
    [
      'the owner first',
      { LEITSTAND_DATABASE_OWNER_URL: OWNER },
      ['leitstand_app', 'myowner', 'slodb owner myowner'],
    ],
    [
      'PostgreSQL behind a pooler',
      { LEITSTAND_DATABASE_DIRECT_URL: APP },
      ['myapp', 'slodb owner myapp'],
    ],
    [
      'other settings that are wrong',
      { LEITSTAND_DATABASE_URL: APP, LEITSTAND_PORT: 'eighty', LEITSTAND_SECRET_FILE: '/nowhere' },
      ['myapp', 'slodb owner myapp'],
    ],
  ])('has the names that are set: %s', (_, environment, names) => {
    expect(made(environment as Record<string, string>)).toEqual(names);
  });

  it.each([
    [
      { LEITSTAND_DATABASE_URL: 'db/slodb' },
      'LEITSTAND_DATABASE_URL: must be a URL that starts with postgres:// or postgresql://',
    ],
    [
      { LEITSTAND_DATABASE_URL: APP, LEITSTAND_DATABASE_OWNER_URL_FILE: '/nowhere' },
      'LEITSTAND_DATABASE_OWNER_URL_FILE: cannot be read (ENOENT)',
    ],
    [
      { LEITSTAND_DATABASE_URL_FILE: '/dev/null' },
      'LEITSTAND_DATABASE_URL: is required (LEITSTAND_DATABASE_URL_FILE is empty)',
    ],
    [{ LEITSTAND_DATABASE_DIRECT_URL: 'mysql://db/x' }, 'LEITSTAND_DATABASE_DIRECT_URL: must be'],
  ])('is refused for an address at fault: %j', (environment, fault) => {
    expect(() => databaseSql(environment as Record<string, string>)).toThrow(fault);
  });
});
