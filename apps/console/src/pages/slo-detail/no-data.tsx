import type { ReactElement } from 'react';
import type { SloDetail } from '../../api/contract-slo.js';
import { useRulesText } from '../../components/slo/use-rules-text.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { CopyText } from '../../ui/copy-text.js';
import { StatePanel } from '../../ui/state-panel.js';
import { formatPercent } from '../../util/format/number.js';
import { coverageDigits } from './coverage-digits.js';
import { selectorsOf } from './selectors.js';
import classes from './slo-detail.module.css';

/** Whether an objective has nothing to draw. */
export function hasNoData({ reading }: SloDetail): boolean {
  return reading === null || reading.budget.state === 'no-data';
}

/** Says why nothing is known: rules not in force, nothing measured, or measured without traffic; and what to try. */
export function NoData({ slo }: { slo: SloDetail }): ReactElement {
  const t = useT();
  const says = useRulesText();
  const language = useLanguage();
  const { rules, reading } = slo;
  const coverage = reading?.coverage ?? 0;
  const share = formatPercent(coverage, language, coverageDigits(coverage));
  const idle = coverage > 0;
  return (
    <div className={classes.noData}>
      <StatePanel tone="none" title={t('slo-detail:noData.title')}>
        <p>{t(idle ? 'slo-detail:noData.idle' : 'slo-detail:noData.unmeasured', { share })}</p>
        {rules.state === 'pending' && <p>{t('slo-detail:noData.rulesPending')}</p>}
        {rules.state === 'failed' && (
          <p>{t('slo-detail:noData.rulesFailed', { message: says(rules.message) })}</p>
        )}
        {rules.state === 'published' && !idle && (
          <>
            <p>{t('slo-detail:noData.selector')}</p>
            {selectorsOf(slo.document.spec.indicator, slo.objective.thresholds).map((selector) => (
              <CopyText key={selector} text={selector} />
            ))}
            {slo.objective.kind === 'latency' && <p>{t('slo-detail:noData.bucket')}</p>}
            <p className="ls-small">{t('slo-detail:noData.coming')}</p>
          </>
        )}
      </StatePanel>
    </div>
  );
}
