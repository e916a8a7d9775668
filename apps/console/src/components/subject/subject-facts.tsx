import type { ReactElement } from 'react';
import type { Backup, Subject } from '../../api/contract.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { Tag } from '../../ui/tag.js';
import { TimeText } from '../../ui/time-text.js';
import { paths } from '../../util/paths.js';
import classes from './subject-detail.module.css';
import { BACKUP_SLOT, BACKUP_SLOTS, DATA_CLASS } from './subject-words.js';

/** Who owns it, where it runs, how it is labelled. */
export function SubjectFacts({ subject }: { subject: Subject }): ReactElement {
  const t = useT();
  const labels = Object.entries(subject.labels);
  const quiet = (text: string): ReactElement => <span className="ls-quiet">{text}</span>;
  return (
    <section className="ls-section">
      <h2>{t('subjects:detail.facts')}</h2>
      <dl className={classes.facts}>
        <dt>{t('subjects:column.team')}</dt>
        <dd>
          {subject.team ? (
            <AppLink to={paths.team(subject.team.slug)} className="ls-link">
              {subject.team.name}
            </AppLink>
          ) : (
            quiet(t('subjects:noTeam'))
          )}
        </dd>
        <dt>{t('subjects:detail.owner')}</dt>
        <dd>{subject.owner ?? quiet(t('subjects:detail.noOwner'))}</dd>
        <dt>{t('subjects:column.territory')}</dt>
        <dd>{subject.territory}</dd>
        <dt>{t('subjects:column.environment')}</dt>
        <dd>{subject.environment ?? quiet(t('common:dash'))}</dd>
        {subject.url && (
          <>
            <dt>{t('subjects:form.url')}</dt>
            <dd>
              <a href={subject.url} className="ls-link" rel="noreferrer" target="_blank">
                {subject.url}
              </a>
            </dd>
          </>
        )}
        {subject.dataClass && (
          <>
            <dt>{t('subjects:form.dataClass')}</dt>
            <dd>{t(DATA_CLASS[subject.dataClass])}</dd>
          </>
        )}
        {subject.backup && <BackupFacts backup={subject.backup} />}
        <dt>{t('subjects:detail.labels')}</dt>
        <dd className={classes.labels}>
          {labels.length === 0
            ? quiet(t('subjects:detail.noLabels'))
            : labels.map(([key, value]) => <Tag key={key} mono>{`${key}=${value}`}</Tag>)}
        </dd>
        <dt>{t('subjects:detail.slug')}</dt>
        <dd>
          <code>{subject.slug}</code>
        </dd>
        <dt>{t('subjects:detail.version')}</dt>
        <dd className="ls-num">{subject.version}</dd>
        <dt>{t('subjects:detail.changed')}</dt>
        <dd>
          <TimeText at={subject.updatedAt} show="both" />
        </dd>
      </dl>
    </section>
  );
}

function BackupFacts({ backup }: { backup: Backup }): ReactElement {
  const t = useT();
  return (
    <>
      <dt>{t('subjects:form.backup')}</dt>
      <dd>
        {BACKUP_SLOTS.map((slot) => (
          <div key={slot}>
            <span className="ls-quiet">{t(BACKUP_SLOT[slot])}</span> <code>{backup[slot]}</code>
          </div>
        ))}
      </dd>
    </>
  );
}
