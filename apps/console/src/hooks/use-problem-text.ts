import { useCallback } from 'react';
import type { ApiError } from '../api/api-error.js';
import type { MessageKey } from '../i18n/message-key.js';
import { useLanguage, useT, useTextsOf } from '../i18n/use-t.js';
import { LOCALE } from '../util/format/locale.js';
import { CONFLICT } from './conflict-reasons.js';
import { useOffline } from './use-offline.js';

/** Every code of the API in our own words. @internal for its spec */
export const PROBLEM_WORDS: Record<string, MessageKey> = {
  unreachable: 'states:error.unreachable',
  internal: 'problems:internal',
  'yaml-invalid': 'problems:yaml-invalid',
  'promql-invalid': 'problems:promql-invalid',
  misdirected: 'problems:misdirected',
  'unsupported-media-type': 'problems:unsupported-media-type',
  'dependency-unavailable': 'problems:dependency-unavailable',
  'audit-broken': 'problems:audit-broken',
  conflict: 'problems:conflict',
  'request-running': 'problems:request-running',
  'outcome-unknown': 'states:write.unclear',
  'precondition-failed': 'problems:precondition-failed',
  'rate-limited': 'problems:rate-limited',
  'validation-failed': 'problems:validation-failed',
  'payload-too-large': 'problems:payload-too-large',
  gone: 'problems:gone',
  'precondition-required': 'problems:precondition-required',
  'token-expired': 'problems:token-expired',
  forbidden: 'problems:forbidden',
  unauthenticated: 'problems:unauthenticated',
  'not-found': 'problems:not-found',
  'method-not-allowed': 'problems:not-found',
};

/** Refused for a reason of its own, which the first of its fields names. */
const REASONED: ReadonlySet<string> = new Set(['conflict', 'forbidden']);

/** Speak of roles, which have names in both languages. */
const OF_ROLES: ReadonlySet<string> = new Set(['lacks-permission', 'role-beyond']);

/**
 * Says why something cannot be done as things are, or not by this person, as the server gave the reason.
 * @returns undefined where we have no words of our own for it; empty while they are on their way
 */
export function useWhyText(): (error: ApiError) => string | undefined {
  const t = useT();
  const language = useLanguage();
  const refusal = useTextsOf('refusals:');
  const role = useTextsOf('settings:role.');
  return useCallback(
    ({ code, fields: [first] }) => {
      if (first === undefined || !REASONED.has(code)) return undefined;
      const known = CONFLICT[first.code];
      if (known !== undefined) return t(known);
      const about = first.about ?? [];
      const named = OF_ROLES.has(first.code) ? about.map((name) => role(name) ?? name) : about;
      const type = first.code === 'lacks-permission' ? 'disjunction' : 'conjunction';
      const names = new Intl.ListFormat(LOCALE[language], { type }).format(named);
      return refusal(first.code, { names });
    },
    [t, language, refusal, role],
  );
}

/**
 * Says what a failed request means, in the language on screen; a code of a newer server keeps its words. When nothing answers, the
 * device is looked at before the server is blamed.
 */
export function useProblemText(): (error: ApiError) => string {
  const t = useT();
  const offline = useOffline();
  const whyOf = useWhyText();
  return useCallback(
    (error) => {
      const unreachable = error.code === 'unreachable';
      // A refusal says what stands in the way, and not that something of the kind exists.
      const inUse = error.fields.find(({ code }) => code === 'in-use');
      if (inUse) return t(inUse.path === 'territory' ? 'forms:bound' : 'problems:inUse');
      const why = whyOf(error);
      if (why !== undefined) return why;
      const away = unreachable && (offline || error.isOfDevice);
      const key = away ? 'problems:offline' : PROBLEM_WORDS[error.code];
      if (key !== undefined) return t(key);
      return error.problem?.detail || t('states:error.server');
    },
    [t, offline, whyOf],
  );
}
