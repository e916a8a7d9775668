import { useCallback } from 'react';
import type { ApiError } from '../api/api-error.js';
import type { MessageKey } from '../i18n/message-key.js';
import { useT } from '../i18n/use-t.js';
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

/** The reason that the server gave for something that cannot be done as things are; undefined where we have no words of our own for it. */
export function whyOf({ code, fields }: ApiError): MessageKey | undefined {
  return code === 'conflict' ? CONFLICT[fields[0]?.code ?? ''] : undefined;
}

/**
 * Says what a failed request means, in the language on screen; a code of a newer server keeps its words. When nothing answers, the
 * device is looked at before the server is blamed.
 */
export function useProblemText(): (error: ApiError) => string {
  const t = useT();
  const offline = useOffline();
  return useCallback(
    (error) => {
      const unreachable = error.code === 'unreachable';
      // A refusal says what stands in the way, and not that something of the kind exists.
      const inUse = error.fields.find(({ code }) => code === 'in-use');
      if (inUse) return t(inUse.path === 'territory' ? 'forms:bound' : 'problems:inUse');
      const reason = whyOf(error);
      if (reason !== undefined) return t(reason);
      const key = unreachable && offline ? 'problems:offline' : PROBLEM_WORDS[error.code];
      if (key !== undefined) return t(key);
      return error.problem?.detail || t('states:error.server');
    },
    [t, offline],
  );
}
