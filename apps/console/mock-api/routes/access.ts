import { PERMISSIONS, ROLE_PERMISSIONS, type Permission } from '#contract';
import type {
  ApiToken,
  Grant,
  Invitation,
  Locale,
  Territory,
  User,
} from '../../src/api/contract.js';
import { json, noContent, page, problem } from '../answers.js';
import { uuid } from '../random.js';
import { routes } from '../router.js';
import type { Call } from '../router.js';
import { ahead } from '../time.js';
import { announce } from '../state.js';

const USED_LINK = 'expired';
/** Of somebody who has an account. */
const ACCOUNT_LINK = 'account';
const listOf = <T>(call: Call, items: readonly T[]) =>
  json(page(call.is('empty') ? [] : items, call.query));

function acceptance({ body, state }: Call) {
  const { token, name, password } = body as { token: string; name: string; password: string };
  if (token === USED_LINK)
    return problem(410, 'token-expired', 'This link was used or has expired.');
  if (password.length < 12) {
    return problem(422, 'validation-failed', 'The password is too short.', [
      { path: 'password', code: 'too-short', message: 'At least 12 characters.' },
    ]);
  }
  state.me.name = name;
  state.signedOut = false;
  return json(state.me, 201);
}

function join({ body, state, now }: Call) {
  const { token } = body as { token: string };
  if (token === USED_LINK) return problem(410, 'gone', 'This link was used or has expired.');
  state.me.grants = [...state.me.grants, { role: 'viewer', territories: ['FR'] }];
  announce(state, 'access.changed', [state.me.id], now);
  return json(state.me);
}

function changePassword({ body }: Call) {
  const { current, password } = body as { current: string; password: string };
  if (password.length < 12)
    return problem(400, 'validation-failed', 'The password is too short.', [
      { path: 'password', code: 'too-short', message: 'must have at least 12 characters' },
    ]);
  if (current !== 'wrong') return noContent();
  return problem(400, 'validation-failed', 'Invalid password.', [
    { path: 'current', code: 'wrong-password', message: 'Invalid password.' },
  ]);
}

function completeReset({ body }: Call) {
  const { token, password } = body as { token: string; password: string };
  if (token === USED_LINK) return problem(410, 'gone', 'This link was used or has expired.');
  if (password.length < 12)
    return problem(400, 'validation-failed', 'The password is too short.', [
      { path: 'password', code: 'too-short', message: 'must have at least 12 characters' },
    ]);
  return noContent();
}

function createInvitation({ body, state, now }: Call) {
  const { email, grants } = body as { email: string; grants: Grant[] };
  if (state.users.some((user) => user.email === email)) {
    return problem(409, 'conflict', `${email} has an account already.`, [
      { path: 'email', code: 'has-account', message: 'This address has an account already.' },
    ]);
  }
  const invitation: Invitation = {
    id: uuid(`invitation-${email}`),
    email,
    grants,
    expiresAt: ahead(now, { days: 7 }),
    createdAt: now.toISOString(),
    invitedBy: state.me.name,
  };
  state.invitations.unshift(invitation);
  announce(state, 'access.changed', [invitation.id], now);
  return json(
    {
      ...invitation,
      mailed: false,
      link: `https://leitstand.example.org/invitation?token=${uuid(email).replaceAll('-', '')}`,
    },
    201,
  );
}

function createToken({ body, state, now }: Call) {
  const input = body as {
    name: string;
    scopes: Permission[];
    territories: string[];
    expiresAt: string | null;
  };
  if (state.tokens.some(({ name, revokedAt }) => name === input.name && revokedAt === null)) {
    return problem(409, 'conflict', 'A token of this name exists.', [
      { path: 'name', code: 'taken', message: 'A token of this name exists already.' },
    ]);
  }
  const token: ApiToken = {
    ...input,
    id: uuid(`token-${input.name}-${state.tokens.length}`),
    prefix: 'lst_7f3a',
    lastUsedAt: null,
    createdAt: now.toISOString(),
    createdBy: state.me.name,
    revokedAt: null,
  };
  state.tokens.unshift(token);
  announce(state, 'access.changed', [token.id], now);
  return json({ ...token, token: 'lst_7f3aQ9vK2mXc8RtLw5ZbN4hYp1GdJ6sE' }, 201);
}

function changeUser({ params, body, state, now }: Call) {
  const user = state.users.find(({ id }) => id === params['id']);
  if (!user) return problem(404, 'not-found', 'No such person.');
  const change = body as Partial<Pick<User, 'grants' | 'disabled'>>;
  if (change.disabled === true && user.id === state.me.id)
    return problem(409, 'conflict', 'You cannot close your own account.');
  Object.assign(user, change);
  announce(state, 'access.changed', [user.id], now);
  return json(user);
}

export const accessRoutes = routes({
  'GET /me': ({ state, is }) =>
    json(
      is('viewer')
        ? {
            ...state.me,
            permissions: [...ROLE_PERMISSIONS.viewer],
            grants: [{ role: 'viewer', territories: ['DE'] }],
            territories: ['DE'],
          }
        : { ...state.me, permissions: [...PERMISSIONS] },
    ),
  'PATCH /me': ({ state, body }) => {
    Object.assign(
      state.me,
      body as {
        name?: string;
        locale?: Locale | null;
        timeZone?: string | null;
        seenTimeZone?: string;
      },
    );
    return json(state.me);
  },
  'POST /me/password': changePassword,
  'GET /access/methods': ({ is }) =>
    json({
      firstRun: is('first-run'),
      password: true,
      oidc: is('oidc') ? { id: 'keycloak', name: 'Keycloak' } : null,
      passwordReset: !is('oidc'),
    }),
  'POST /access/first-run': acceptance,
  'GET /users': (call) => listOf(call, call.state.users),
  'PATCH /users/{id}': changeUser,
  'POST /users/{id}/password-reset': ({ params, state, now }) => {
    const user = state.users.find(({ id }) => id === params['id']);
    if (!user) return problem(404, 'not-found', 'No such person.');
    return json(
      {
        link: `https://leitstand.example.org/reset-password?token=${uuid(user.email).replaceAll('-', '')}`,
        expiresAt: ahead(now, { hours: 1 }),
        mailed: true,
      },
      201,
    );
  },
  'POST /password-resets': () => noContent(202),
  'GET /password-resets/link': ({ query }) =>
    query.get('token') === USED_LINK
      ? problem(410, 'gone', 'This link was used or has expired.')
      : json({ email: 'anna.lindqvist@example.org' }),
  'POST /password-resets/completion': completeReset,
  'GET /invitations': (call) => listOf(call, call.state.invitations),
  'POST /invitations': createInvitation,
  'DELETE /invitations/{id}': ({ params, state, now }) => {
    state.invitations = state.invitations.filter(({ id }) => id !== params['id']);
    announce(state, 'access.changed', [], now);
    return noContent();
  },
  'POST /me/invitations': join,
  'GET /invitations/accept': ({ query, state }) =>
    query.get('token') === USED_LINK
      ? problem(410, 'token-expired', 'This link was used or has expired.')
      : query.get('token') === ACCOUNT_LINK
        ? json({ email: state.me.email ?? '', account: true })
        : json({ email: 'farah.haddad@example.org', account: false }),
  'POST /invitations/acceptance': acceptance,
  'GET /tokens': (call) => listOf(call, call.state.tokens),
  'POST /tokens': createToken,
  'DELETE /tokens/{id}': ({ params, state, now }) => {
    const token = state.tokens.find(({ id }) => id === params['id']);
    if (!token) return problem(404, 'not-found', 'No such token.');
    token.revokedAt = now.toISOString();
    announce(state, 'access.changed', [token.id], now);
    return noContent();
  },
  'GET /territories': (call) => listOf(call, call.state.territories),
  'PUT /territories/{code}': ({ params, body, state, now, headers }) => {
    const code = params['code'] ?? '';
    const { name: given, matchers } = body as Partial<Territory>;
    const before = state.territories.find((one) => one.code === code);
    const expected = headers.get('if-match');
    const isTaken = before !== undefined && headers.get('if-none-match') === '*';
    if (isTaken || (expected !== null && expected !== `"${before?.version ?? 0}"`))
      return problem(412, 'precondition-failed', 'This territory was changed meanwhile.');
    const name = given ?? before?.name;
    if (!name)
      return problem(400, 'validation-failed', 'A new territory needs a name.', [
        { path: 'name', code: 'required', message: 'A new territory needs a name.' },
      ]);
    const version = (before?.version ?? 0) + 1;
    const territory = { code, name, matchers: matchers ?? before?.matchers ?? '', version };
    state.territories = [...state.territories.filter((one) => one.code !== code), territory];
    announce(state, 'access.changed', [code], now);
    return json(territory, before ? 200 : 201, version);
  },
});
