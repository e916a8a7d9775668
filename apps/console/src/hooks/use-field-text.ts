import { useCallback } from 'react';
import type { FieldProblem } from '../api/contract.js';
import type { MessageKey } from '../i18n/message-key.js';
import { useT } from '../i18n/use-t.js';

const KNOWN: Record<string, MessageKey> = {
  required: 'problems:field.required',
  'too-short': 'problems:field.too-short',
  'too-long': 'problems:field.too-long',
  pattern: 'problems:field.pattern',
  email: 'problems:field.email',
  taken: 'problems:field.taken',
  duplicate: 'problems:field.duplicate',
  'in-the-past': 'problems:field.in-the-past',
  'in-use': 'problems:field.in-use',
  'invalid-duration': 'problems:field.invalid-duration',
  'name-taken': 'problems:field.name-taken',
  'not-held': 'problems:field.not-held',
  'self-dependency': 'problems:field.self-dependency',
  'territory-not-yours': 'problems:field.territory-not-yours',
  'unknown-subject': 'problems:field.unknown-subject',
  'unknown-team': 'problems:field.unknown-team',
};

/** Says a field problem in the language on screen; a code without a translation keeps the server's sentence. */
export function useFieldText(): (field: FieldProblem) => string {
  const t = useT();
  return useCallback(
    ({ code, message }) => {
      const key = KNOWN[code];
      return key === undefined ? message : t(key);
    },
    [t],
  );
}
