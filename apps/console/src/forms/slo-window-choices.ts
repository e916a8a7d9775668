import { useZone } from '../hooks/use-zone.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { formatDuration } from '../util/format/duration.js';

const ROLLING = [7, 28, 30, 90] as const;
const CALENDAR = ['week', 'month', 'quarter'] as const;

/** The windows the guided form offers; calendar ones in the reader's zone. Every other window can be written as YAML. */
export function useWindowChoices(): { value: string; label: string }[] {
  const t = useT();
  const language = useLanguage();
  const { zone } = useZone();
  return [
    ...ROLLING.map((days) => ({
      value: `${days}d`,
      label: t('slo-form:windowRolling', {
        duration: formatDuration(days * 86_400, language, 'long'),
      }),
    })),
    ...CALENDAR.map((period) => ({
      value: `${period}@${zone}`,
      label: t('slo-form:windowCalendar', { period: t(`slos:window.${period}`), zone }),
    })),
  ];
}
