import type { Call } from '../router.js';
import { json, problem } from '../answers.js';
import { routes } from '../router.js';

/** Every password but 'wrong' opens a session. */
function signIn({ state, body, now }: Call) {
  const { email, password } = body as { email: string; password: string };
  if (password === 'wrong')
    return problem(401, 'unauthenticated', 'Email and password do not fit together.');
  state.signedOut = false;
  const [createdAt, updatedAt] = [now.toISOString(), now.toISOString()];
  const user = { id: state.me.id, name: state.me.name, email, emailVerified: true };
  return json({ redirect: false, user: { ...user, createdAt, updatedAt } });
}

/** The identity library's part of the API, below `/api` instead of `/api/v1`. */
export const signInRoutes = routes({
  'POST /auth/sign-in/email': signIn,
  'POST /auth/sign-in/social': ({ body }) =>
    json({ url: (body as { callbackURL: string }).callbackURL, redirect: true }),
  'POST /auth/sign-out': ({ state }) => {
    state.signedOut = true;
    return json({ success: true });
  },
});
