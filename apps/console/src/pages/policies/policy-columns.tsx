import type { ReactElement } from 'react';
import type { OnCall } from '../../api/contract.js';
import { ReachText } from '../../components/policy/reach-text.js';
import { ServedText } from '../../components/policy/served-text.js';
import { TargetList } from '../../components/policy/target-text.js';
import type { Translate } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';
import type { Column } from '../../table/column.js';
import { SampleTag } from '../../ui/sample-tag.js';
import { Tag } from '../../ui/tag.js';
import classes from './policies.module.css';
import type { PolicyRow } from './policy-row.js';

type NameOf = (schedule: string) => string;

/** The columns of the list. @param duties who is on call now; undefined until it is known */
export function policyColumns(
  t: Translate,
  duties: readonly OnCall[] | undefined,
  nameOf: NameOf,
): Column<PolicyRow>[] {
  return [
    {
      id: 'name',
      head: t('policies:column.name'),
      value: ({ policy }) => policy.name,
      width: '24%',
      cell: ({ policy: { name, territory, sample } }) => (
        <span className={classes.name}>
          {name}
          <Tag>{territory}</Tag>
          {sample && <SampleTag />}
        </span>
      ),
    },
    {
      id: 'serves',
      head: t('policies:column.serves'),
      width: '24%',
      cell: ({ policy }) => <ServedText policy={policy} />,
    },
    {
      id: 'first',
      head: t('policies:column.first'),
      cell: ({ policy }) => <TargetList targets={policy.steps[0]?.targets ?? []} duties={duties} />,
    },
    {
      id: 'reach',
      head: t('policies:column.reach'),
      value: ({ reach }) => (reach === undefined ? null : badness(reach)),
      cell: ({ reach }) => <ReachCell reach={reach} nameOf={nameOf} />,
    },
  ];
}

/** The worst first: nobody, only the fallback, a later step, the first. */
function badness({ route, step }: NonNullable<PolicyRow['reach']>): number {
  if (route === null) return 0;
  if (route === 'fallback') return 1;
  return (step ?? 1) > 1 ? 2 : 3;
}

export function ReachCell({
  reach,
  nameOf,
}: {
  reach: PolicyRow['reach'];
  nameOf: NameOf;
}): ReactElement {
  const t = useT();
  if (reach) return <ReachText reach={reach} nameOf={nameOf} />;
  return <span className="ls-quiet">{t('common:dash')}</span>;
}
