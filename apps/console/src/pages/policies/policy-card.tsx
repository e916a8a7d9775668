import type { ReactElement } from 'react';
import type { OnCall } from '../../api/contract.js';
import { ServedText } from '../../components/policy/served-text.js';
import { TargetList } from '../../components/policy/target-text.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { SampleTag } from '../../ui/sample-tag.js';
import { Tag } from '../../ui/tag.js';
import { paths } from '../../util/paths.js';
import classes from './policies.module.css';
import type { PolicyRow } from './policy-row.js';
import { ReachCell } from './policy-columns.js';

/** A policy on a phone. */
export function PolicyCard({
  row: { policy, reach },
  duties,
  nameOf,
}: {
  row: PolicyRow;
  duties: readonly OnCall[] | undefined;
  nameOf: (schedule: string) => string;
}): ReactElement {
  const t = useT();
  return (
    <div className={classes.card}>
      <AppLink to={paths.policy(policy.slug)} className={classes.cardLink} data-row-link>
        {policy.name}
        <Tag>{policy.territory}</Tag>
        {policy.sample && <SampleTag />}
      </AppLink>
      <dl className={classes.facts}>
        <dt>{t('policies:column.reach')}</dt>
        <dd>
          <ReachCell reach={reach} nameOf={nameOf} />
        </dd>
        <dt>{t('policies:column.first')}</dt>
        <dd>
          <TargetList targets={policy.steps[0]?.targets ?? []} duties={duties} />
        </dd>
        <dt>{t('policies:column.serves')}</dt>
        <dd>
          <ServedText policy={policy} />
        </dd>
      </dl>
    </div>
  );
}
