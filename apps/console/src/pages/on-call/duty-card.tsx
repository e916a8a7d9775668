import type { ReactElement } from 'react';
import type { OnCall } from '../../api/contract.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { Tag } from '../../ui/tag.js';
import { paths } from '../../util/paths.js';
import { DutyCover, NextCell, NowCell, UntilCell } from './duty-columns.js';
import classes from './on-call.module.css';

/** A schedule on a phone. */
export function DutyCard({
  duty,
  onCover,
}: {
  duty: OnCall;
  onCover: (slug: string) => void;
}): ReactElement {
  const t = useT();
  return (
    <div className={classes.card}>
      <AppLink to={paths.schedule(duty.schedule)} className={classes.cardLink} data-row-link>
        {duty.name}
        <Tag>{duty.territory}</Tag>
      </AppLink>
      <NowCell duty={duty} />
      <dl className={classes.facts}>
        <dt>{t('oncall:column.until')}</dt>
        <dd>
          <UntilCell duty={duty} />
        </dd>
        <dt>{t('oncall:column.next')}</dt>
        <dd>
          <NextCell duty={duty} />
        </dd>
      </dl>
      <div>
        <DutyCover duty={duty} onCover={onCover} />
      </div>
    </div>
  );
}
