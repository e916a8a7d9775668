import type { ReactElement } from 'react';
import type { Person } from '../../api/contract.js';
import { useMe } from '../../api/use-me.js';
import { useT } from '../../i18n/use-t.js';
import { StatusShape } from '../../ui/status-shape.js';
import { Tag } from '../../ui/tag.js';
import classes from './oncall.module.css';

/** Who is on call, or, plainly, that nobody is; whether they stand in, and whether a page can reach them at all. */
export function OnCallPerson({
  user,
  override,
  nobody,
}: {
  user: Person | null;
  /** By an override, not by a rotation. */
  override: boolean;
  /** What is said where nobody is on call. */
  nobody: string;
}): ReactElement {
  const t = useT();
  const me = useMe();
  if (!user)
    return (
      <span className={classes.person} data-nobody>
        <StatusShape tone="warn" />
        {nobody}
      </span>
    );
  return (
    <span className={classes.person}>
      {user.name}
      {user.id === me?.id && <Tag>{t('oncall:you')}</Tag>}
      {override && <Tag title={t('oncall:overrideHint')}>{t('oncall:override')}</Tag>}
      {!user.active && (
        <span className={classes.fault}>
          <StatusShape tone="bad" />
          {t('oncall:inactive')}
        </span>
      )}
    </span>
  );
}
