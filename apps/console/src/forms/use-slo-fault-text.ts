import { useCallback } from 'react';
import type { FieldProblem } from '../api/contract.js';
import type { MessageKey } from '../i18n/message-key.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import type faults from '../i18n/en/faults.json';

type FaultCode = keyof typeof faults;

/** Codes whose sentence is in the catalogue. */
const TRANSLATED: ReadonlySet<string> = new Set<FaultCode>([
  'required',
  'empty',
  'too-long',
  'too-many',
  'not-one-line',
  'not-plain-text',
  'patterns-too-large',
  'not-a-web-address',
  'not-a-text',
  'not-a-number',
  'not-a-boolean',
  'not-a-count',
  'not-an-object',
  'not-a-target',
  'not-a-duration',
  'not-a-threshold',
  'threshold-too-long',
  'one-window',
  'window-range',
  'unknown-period',
  'unknown-time-zone',
  'one-indicator',
  'bad-or-good',
  'histogram-base-name',
  'histogram-le',
  'no-regimes',
  'too-many-regimes',
  'duplicate-regime',
  'no-default-regime',
  'two-default-regimes',
  'default-not-last',
  'release-over-above',
  'unknown-field',
  'unknown-kind',
  'unknown-version',
  'unknown-birth-mode',
  'unknown-subject',
  'unknown-team',
  'other-territory',
  'name-taken',
  'other-name',
  'foreign-document',
  'several-buckets',
  'bounded-total',
  'not-a-subset',
  'same-as-total',
  'text-like-pattern',
  'idle-regime',
  'no-alerts',
  'no-runbook',
  'several-documents',
]);

/** Says what is wrong with a field of an SLO in the language on screen; English keeps the server's sentence, which names details. */
export function useSloFaultText(): (fault: Pick<FieldProblem, 'code' | 'message'>) => string {
  const t = useT();
  const language = useLanguage();
  return useCallback(
    ({ code, message }) => {
      if (language === 'en') return message;
      if (code === 'promql-matcher-missing') return t('faults:matcherMissing', { message });
      if (/^(promql|selector)-/.test(code)) return t('faults:promql', { message });
      if (code === 'yaml-invalid') return t('faults:yaml', { message });
      return TRANSLATED.has(code) ? t(`faults:${code}` as MessageKey) : message;
    },
    [t, language],
  );
}
