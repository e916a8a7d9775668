import { useCallback } from 'react';
import type { FieldProblem } from '../api/contract.js';
import type { MessageKey } from '../i18n/message-key.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { CONFLICT } from './conflict-reasons.js';

/** Codes that say by themselves what is wrong. @internal for the spec of all words */
export const FIELD_WORDS: Record<string, MessageKey> = {
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
  'has-account': 'problems:field.has-account',
  'not-held-there': 'problems:field.not-held-there',
  'administers-elsewhere': 'problems:field.administers-elsewhere',
  'access-elsewhere': 'problems:field.access-elsewhere',
  'last-administrator': 'problems:field.last-administrator',
  'self-dependency': 'problems:field.self-dependency',
  'territory-not-yours': 'problems:field.territory-not-yours',
  'unknown-environment': 'problems:field.unknown-environment',
  'unknown-field': 'problems:field.unknown-field',
  'unknown-subject': 'problems:field.unknown-subject',
  'unknown-team': 'problems:field.unknown-team',
  'not-a-data-store': 'problems:field.not-a-data-store',
  'not-text': 'problems:field.not-text',
  'not-one-line': 'problems:field.not-one-line',
  'not-plain-text': 'problems:field.not-plain-text',
  'not-a-web-address': 'problems:field.not-a-web-address',
  'matchers-let-all': 'problems:field.matchers-let-all',
  'matchers-none': 'problems:field.matchers-none',
  'matchers-let-none': 'problems:field.matchers-let-none',
  repeated: 'problems:field.repeated',
  'not-a-responder': 'oncall:cover.notResponder',
  'snooze-length': 'incident-room:snooze.wrong',
  'unknown-incident': 'incident-room:merge.wrong',
  'unknown-person': 'incident-room:ask.noPerson',
  'no-such-schedule': 'incident-room:ask.noSchedule',
  'nobody-on-call': 'incident-room:ask.nobody',
  'may-not-respond': 'incident-room:role.wrong',
  'unknown-schedule': 'policy-form:wrong.schedule',
  'served-already': 'policy-form:wrong.served',
  'other-territory': 'policy-form:wrong.territory',
  'out-of-range': 'policy-form:wrong.delay',
  'reaches-nobody': 'policy-form:wrong.nobody',
  outside: 'sources:wrong.outside',
  fixed: 'sources:wrong.fixed',
  'not-of-kind': 'sources:wrong.notOfKind',
  'wrong-password': 'settings:password.wrong',
  'wrong-code': 'settings:reached.wrongCode',
  'empty-range': 'problems:field.empty-range',
  'range-too-long': 'problems:field.range-too-long',
  'invalid-character': 'problems:field.not-text',
  'unknown-cursor': 'problems:field.unknown-cursor',
  unreadable: 'problems:field.invalid',
  ...CONFLICT,
};

/** Codes of the schema library: they say little, so English keeps the server's sentence, which names the limits. */
const VAGUE: Record<string, MessageKey> = {
  'too-small': 'problems:field.too-small',
  'too-big': 'problems:field.too-big',
  'invalid-format': 'problems:field.invalid-format',
  'invalid-type': 'problems:field.invalid',
  'invalid-value': 'problems:field.invalid',
  'invalid-union': 'problems:field.invalid',
  'invalid-key': 'problems:field.invalid',
  'invalid-element': 'problems:field.invalid',
  'not-multiple-of': 'problems:field.invalid',
  custom: 'problems:field.invalid',
  invalid: 'problems:field.invalid',
};

/** Says a field problem in the language on screen; a code without a translation keeps the server's sentence. */
export function useFieldText(): (field: FieldProblem) => string {
  const t = useT();
  const language = useLanguage();
  return useCallback(
    ({ code, message }) => {
      const key = FIELD_WORDS[code] ?? (language === 'en' ? undefined : VAGUE[code]);
      return key === undefined ? message : t(key);
    },
    [t, language],
  );
}
