import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { Incident } from '../../api/contract.js';
import { sloSpentOf } from '../../api/queries.js';
import { MeasuredUntil } from '../../components/slo/measured-until.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { formatNumber, formatPercent } from '../../util/format/number.js';

/** What an incident took from the budget of its SLO so far; nothing where that is not known: the SLO is gone, or has no reading. */
export function SpentFact({
  slo,
  incident: { startedAt, resolvedAt },
}: {
  slo: string;
  incident: Incident;
}): ReactElement | null {
  const t = useT();
  const language = useLanguage();
  const { data } = useQuery(sloSpentOf(slo, startedAt, resolvedAt));
  if (data === undefined) return null;
  const events = {
    bad: formatNumber(data.bad, language),
    total: formatNumber(data.bad + data.good, language),
  };
  return (
    <div>
      <dt>{t('incident-room:spent.title')}</dt>
      <dd>
        {data.share === null ? (
          <>
            {t('incident-room:spent.none')}
            {Date.parse(data.asOf) <= Date.parse(startedAt) && (
              <>
                {', '}
                <MeasuredUntil at={data.asOf} />
              </>
            )}
          </>
        ) : (
          <>
            {formatPercent(data.share, language)}{' '}
            <span className="ls-quiet">{t('incident-room:spent.said', events)}</span>
          </>
        )}
      </dd>
    </div>
  );
}
