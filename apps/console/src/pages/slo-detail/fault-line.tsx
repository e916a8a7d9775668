import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { SloDetail } from '../../api/contract-slo.js';
import { errorBudgetPercent } from '../../api/nouns/error-budget.js';
import { newestFault } from '../../api/nouns/fault.js';
import { burnState } from '../../api/nouns/slo-state.js';
import { api } from '../../api/client.js';
import { useT } from '../../i18n/use-t.js';
import { TimeText } from '../../ui/time-text.js';
import { rangeQuery } from './burn-down-section.js';
import classes from './slo-detail.module.css';

/** When the fault that is felt now began by the ledger, and when it ended if it did: alerts come later, go on longer, and are forgotten. */
export function FaultLine({ slo }: { slo: SloDetail }): ReactElement | null {
  const t = useT();
  const felt = !['steady', 'unknown'].includes(burnState(slo));
  const { data } = useQuery({
    ...api.queryOptions('get', '/slos/{slug}/burn-down', {
      params: { path: { slug: slo.slug }, query: rangeQuery('1d', slo.reading?.asOf) },
    }),
    enabled: felt,
  });
  const allowed = Number(errorBudgetPercent(slo.objective.target)) / 100;
  const fault = felt && data ? newestFault(data, allowed) : null;
  if (fault === null) return null;
  return (
    <p className={classes.fault}>
      {t(fault.older ? 'slo-detail:fault.older' : 'slo-detail:fault.from')}{' '}
      <TimeText at={fault.from} show="datetime" /> (<TimeText at={fault.from} show="relative" />)
      {fault.until !== null && (
        <>
          , {t('slo-detail:fault.until')} <TimeText at={fault.until} show="datetime" /> (
          <TimeText at={fault.until} show="relative" />)
        </>
      )}
    </p>
  );
}
