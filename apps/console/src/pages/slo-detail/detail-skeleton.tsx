import type { ReactElement } from 'react';
import { useT } from '../../i18n/use-t.js';
import { Delayed, SkeletonLine } from '../../ui/skeleton.js';
import classes from './slo-detail.module.css';

/** The geometry of the page to come: facts, three tiles, the chart. */
export function DetailSkeleton({ what }: { what: string }): ReactElement {
  const t = useT();
  return (
    <Delayed>
      <div role="status" className="ls-visually-hidden">
        {t('states:loading', { what })}
      </div>
      <div aria-hidden="true">
        <div className={classes.factsSkeleton}>
          <SkeletonLine width="34%" />
          <SkeletonLine width="62%" />
        </div>
        <div className={classes.tiles}>
          {['objective', 'sli', 'left'].map((tile) => (
            <div key={tile} className={classes.tile}>
              <div className={classes.tileSkeleton}>
                <SkeletonLine width="24%" />
                <span />
                <SkeletonLine width="56%" />
                <SkeletonLine width="70%" />
              </div>
            </div>
          ))}
        </div>
        <div className={classes.section}>
          <div className={classes.chartSkeleton}>
            <SkeletonLine width="32%" />
            <span />
            <SkeletonLine width="54%" />
          </div>
        </div>
      </div>
    </Delayed>
  );
}
