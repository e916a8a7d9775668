import type { ReactElement } from 'react';
import { useLanguage, useT } from '../i18n/use-t.js';
import { formatDuration, formatDurationDative } from '../util/format/duration.js';
import { formatPercent } from '../util/format/number.js';
import own from './slo-form.module.css';

const PERIOD_DAYS: Record<string, number> = { week: 7, month: 30, quarter: 91 };

/** Days of a window choice: '30d' or 'month@Europe/Berlin'; months count as 30 days, quarters as 91. */
export function windowDays(window: string): number {
  const rolling = /^(\d+)d$/.exec(window)?.[1];
  return rolling === undefined ? (PERIOD_DAYS[window.split('@')[0] ?? ''] ?? 30) : Number(rolling);
}

/** What a target allows, as time in which everything would fail; nothing while the target is no number. */
export function SloTargetMeaning({
  target,
  window,
}: {
  target: string;
  window: string;
}): ReactElement | null {
  const t = useT();
  const language = useLanguage();
  const share = 1 - Number(target.trim().replace(',', '.').replace(/\s*%$/, '')) / 100;
  if (!(share > 0 && share < 1)) return null;
  const days = windowDays(window);
  const exact = Number(share.toPrecision(10));
  return (
    <p className={own.means}>
      {t('slo-form:targetMeans', {
        budget: formatPercent(
          exact,
          language,
          Math.max(0, (target.split(/[.,]/)[1] ?? '').trim().length),
        ),
        time: formatDuration(exact * days * 86_400, language, 'long'),
        window: formatDurationDative(days * 86_400, language),
      })}
    </p>
  );
}
