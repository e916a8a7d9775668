import type { ReactElement } from 'react';
import type { AuditEvent } from '../../api/contract.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { paths } from '../../util/paths.js';
import type { Path } from '../../util/paths.js';
import { AuditDiff } from './audit-diff.js';
import classes from './audit.module.css';

/** The page of what an entry is about, where there is one. */
export function targetPath(target: AuditEvent['target']): Path | null {
  if (target?.kind === 'slo') return paths.slo(target.id);
  if (target?.kind === 'subject') return paths.subject(target.id);
  if (target?.kind === 'team') return paths.team(target.id);
  if (target?.kind === 'environment') return paths.environments();
  if (target?.kind === 'user' || target?.kind === 'invitation') return paths.settings('people');
  if (target?.kind === 'token') return paths.settings('tokens');
  if (target?.kind === 'territory') return paths.settings('territories');
  return null;
}

/** Everything an entry holds: the differences first, then what identifies and seals it. */
export function AuditDetail({ event }: { event: AuditEvent }): ReactElement {
  const t = useT();
  const target = targetPath(event.target);
  return (
    <>
      <AuditDiff before={event.before} after={event.after} />
      <dl className={classes.facts}>
        <dt>{t('audit:detail.actorId')}</dt>
        <dd>
          <code>{event.actor.id}</code>
        </dd>
        {event.territory && (
          <>
            <dt>{t('audit:detail.territory')}</dt>
            <dd>{event.territory}</dd>
          </>
        )}
        {event.requestId && (
          <>
            <dt>{t('audit:detail.request')}</dt>
            <dd>
              <code>{event.requestId}</code>
            </dd>
          </>
        )}
        {event.ip && (
          <>
            <dt>{t('audit:detail.ip')}</dt>
            <dd>
              <code>{event.ip}</code>
            </dd>
          </>
        )}
        <dt>{t('audit:detail.hash')}</dt>
        <dd>
          <code>{event.hash}</code>
        </dd>
        <dt>{t('audit:detail.previous')}</dt>
        <dd>
          <code>{event.previousHash}</code>
        </dd>
      </dl>
      {target && (
        <AppLink to={target} className="ls-link ls-small">
          {t('audit:detail.open')}: {event.target?.name}
        </AppLink>
      )}
    </>
  );
}
