import { useCallback } from 'react';
import type { ApiError } from '../api/api-error.js';
import type { MessageKey } from '../i18n/message-key.js';
import { useT } from '../i18n/use-t.js';

/** Codes the console has its own words for; everything else shows the server's sentence. */
const KNOWN: Record<string, MessageKey> = {
  unreachable: 'states:error.unreachable',
  'dependency-unavailable': 'problems:dependency-unavailable',
  conflict: 'problems:conflict',
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
};

/** Says what a failed request means, in the language on screen; a code without a translation keeps the server's words. */
export function useProblemText(): (error: ApiError) => string {
  const t = useT();
  return useCallback(
    (error) => {
      const key = KNOWN[error.code];
      if (key !== undefined) return t(key);
      return error.problem?.detail || t('states:error.server');
    },
    [t],
  );
}
