import { describe, expect, it } from '@jest/globals';
import { missingStatements, namesOf, setupSql } from './roles-sql.js';

describe('what of the roles is missing', () => {
  it.each([
    [
      'all of it',
      false,
      'stranger',
      'app',
      [
        expect.stringMatching(/^create role leitstand_app nologin/),
        'grant leitstand_app to app',
        'grant leitstand_app to owner',
      ],
    ],
    [
      'the role, whose name the login bears',
      false,
      'absent',
      'leitstand_app',
      [expect.stringMatching(/^create role leitstand_app login/), 'grant leitstand_app to owner'],
    ],
    ['the membership', true, 'stranger', 'app', ['grant leitstand_app to app']],
    ['nothing', true, 'member', 'app', []],
    ['nothing that helps a login which is not there', true, 'absent', 'app', []],
  ] as const)('is %s', (_, exists, login, name, statements) => {
    expect(missingStatements({ owner: 'owner', exists, login }, name)).toEqual(statements);
  });
});

describe('the SQL for whoever runs the database', () => {
  it('takes the names of the settings, as SQL wants them', () => {
    const names = namesOf(
      'postgres://team%2Dapp:secret@db/promises',
      'postgres://team%2Downer:secret@db/promises',
    );
    expect(names).toEqual({ login: 'team-app', owner: 'team-owner', database: 'promises' });
    const sql = setupSql(names);
    expect(sql).toContain('create role leitstand_app nologin');
    expect(sql).toContain('grant leitstand_app to "team-app";');
    expect(sql).toContain('create database promises owner "team-owner";');
    expect(sql).not.toContain('secret');
  });

  it('names a login once that does both', () => {
    const sql = setupSql({ login: 'me', owner: 'me', database: 'd' });
    expect(sql.match(/create role me login/g)).toHaveLength(1);
    expect(sql.match(/grant leitstand_app to me;/g)).toHaveLength(1);
  });
});
