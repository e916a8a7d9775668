import type { ReactElement } from 'react';
import { useT } from '../../i18n/use-t.js';
import { Delayed, SkeletonLine } from '../../ui/skeleton.js';
import classes from './slo-detail.module.css';

/** The geometry of the charts to come. */
export function ChartSkeleton(): ReactElement {
  const t = useT();
  return (
    <Delayed>
      <div role="status" className="ls-visually-hidden">
        {t('states:loading', { what: t('slo-detail:burnDown.title') })}
      </div>
      <div className={classes.chartSkeleton} aria-hidden="true">
        <SkeletonLine width="32%" />
        <span />
        <SkeletonLine width="54%" />
      </div>
    </Delayed>
  );
}
