import { useCallback } from 'react';
import type { Objective, Window } from '../api/contract-slo.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import type { Translate } from '../i18n/message-key.js';
import type { Language } from '../util/format/locale.js';
import { numberFormat } from '../util/format/intl.js';
import { formatExactPercent } from '../util/format/number.js';
import {
  durationParts,
  orderedThresholds,
  targetPercentile,
  thresholdQuantity,
} from '../api/nouns/objective.js';

const UNIT = { s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week' } as const;

function durationText(text: string, language: Language): string {
  const parts = durationParts(text);
  if (parts.length === 0) return text;
  return parts
    .map(([amount, unit]) =>
      numberFormat(language, {
        style: 'unit',
        unit: UNIT[unit],
        unitDisplay: unit === 'd' || unit === 'w' ? 'long' : 'short',
      }).format(amount),
    )
    .join(' ');
}

function windowText(
  window: Window,
  form: 'full' | 'bare',
  t: Translate,
  language: Language,
): string {
  if (window.kind === 'calendar') return t(`slos:window.${window.period}`);
  const duration = durationText(window.duration, language);
  return form === 'bare' ? duration : t('slos:window.rolling', { duration });
}

/** A window in words: 'rolling 30 days' ('30 days' when bare), 'this month'. */
export function useWindowText(): (window: Window, form?: 'full' | 'bare') => string {
  const t = useT();
  const language = useLanguage();
  return useCallback(
    (window, form = 'full') => windowText(window, form, t, language),
    [t, language],
  );
}

/** What is promised, in pieces: ['99.9%'] or ['p95 < 200 ms', 'peak < 450 ms']; the window always stands beside it, apart. */
export function useObjectivePieces(): (objective: Objective) => string[] {
  const language = useLanguage();
  return useCallback(
    (objective) => {
      if (objective.kind === 'ratio') return [formatExactPercent(objective.target, language)];
      return orderedThresholds(objective).map(({ regime, seconds }, index) => {
        const name = index === 0 ? targetPercentile(objective.target, language) : regime;
        return `${name} < ${thresholdQuantity(seconds, language)}`;
      });
    },
    [language],
  );
}
