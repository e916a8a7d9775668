import { ApiError, readProblem } from './api-error.js';

const AUTH = '/api/auth';

async function post(path: string, body: object): Promise<unknown> {
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
  const request = {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
    credentials: 'same-origin',
  } as const;
  const before = !navigator.onLine;
  const response = await fetch(AUTH + path, request).catch(() => null);
  if (response === null) {
    const now = !navigator.onLine;
    const sent = { isWrite: true, isOffline: before && now, wasOffline: before || now };
    throw new ApiError(0, null, sent);
  }
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new ApiError(response.status, readProblem(answer));
  return answer;
}

/** Starts a session with a password; throws ApiError 401 when email and password do not fit. */
export async function signInWithPassword(email: string, password: string): Promise<void> {
  await post('/sign-in/email', { email, password });
}

/** Asks for the identity provider's address to go to; comes back to `callbackURL` signed in. */
export async function signInWithProvider(provider: string, callbackURL: string): Promise<string> {
  const answer = await post('/sign-in/social', { provider, callbackURL });
  const url = (answer as { url?: unknown } | null)?.url;
  if (typeof url !== 'string') throw new ApiError(502, null);
  return url;
}

export async function signOut(): Promise<void> {
  await post('/sign-out', {});
}
