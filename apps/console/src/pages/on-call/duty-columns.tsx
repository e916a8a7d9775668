import type { ReactElement } from 'react';
import type { OnCall } from '../../api/contract.js';
import { CoverButton } from '../../components/oncall/cover-button.js';
import { OnCallPerson } from '../../components/oncall/on-call-person.js';
import { useNow } from '../../hooks/use-now.js';
import type { Translate } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';
import type { Column } from '../../table/column.js';
import { Tag } from '../../ui/tag.js';
import { TimeText } from '../../ui/time-text.js';
import classes from './on-call.module.css';

/** The columns of the list. */
export function dutyColumns(t: Translate, onCover: (slug: string) => void): Column<OnCall>[] {
  return [
    {
      id: 'name',
      head: t('oncall:column.schedule'),
      value: ({ name }) => name,
      width: '26%',
      cell: ({ name, territory }) => (
        <span className={classes.name}>
          {name}
          <Tag>{territory}</Tag>
        </span>
      ),
    },
    {
      id: 'now',
      head: t('oncall:column.now'),
      value: ({ user }) => user?.name ?? '',
      cell: (duty) => <NowCell duty={duty} />,
    },
    {
      id: 'until',
      head: t('oncall:column.until'),
      value: ({ until }) => until,
      cell: (duty) => <UntilCell duty={duty} />,
    },
    {
      id: 'next',
      head: t('oncall:column.next'),
      cell: (duty) => <NextCell duty={duty} />,
    },
    {
      id: 'actions',
      head: t('oncall:column.actions'),
      headHidden: true,
      align: 'end',
      cell: (duty) => <DutyCover duty={duty} onCover={onCover} />,
    },
  ];
}

export function NowCell({ duty: { user, override } }: { duty: OnCall }): ReactElement {
  const t = useT();
  return <OnCallPerson user={user} override={override !== null} nobody={t('oncall:nobody')} />;
}

export function UntilCell({ duty: { user, until } }: { duty: OnCall }): ReactElement {
  const t = useT();
  if (until !== null) return <TimeText at={until} show="weekday" />;
  return <span className="ls-quiet">{t(user ? 'oncall:noChange' : 'oncall:noShift')}</span>;
}

export function NextCell({ duty: { next, until } }: { duty: OnCall }): ReactElement {
  const t = useT();
  if (until === null) return <span className="ls-quiet">{t('common:dash')}</span>;
  return <OnCallPerson user={next} override={false} nobody={t('oncall:nobodyThen')} />;
}

export function DutyCover({
  duty,
  onCover,
}: {
  duty: OnCall;
  onCover: (slug: string) => void;
}): ReactElement {
  const now = useNow();
  return (
    <CoverButton
      schedule={duty}
      start={now}
      user={duty.user}
      onClick={() => onCover(duty.schedule)}
    />
  );
}
