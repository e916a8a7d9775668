import type { ReactElement } from 'react';
import type { Subject } from '../../api/contract.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { SampleTag } from '../../ui/sample-tag.js';
import { paths } from '../../util/paths.js';
import { KIND_NAME } from './subject-words.js';
import classes from './subject-table.module.css';

/** A subject on a phone. */
export function SubjectCard({ subject }: { subject: Subject }): ReactElement {
  const t = useT();
  return (
    <AppLink to={paths.subject(subject.slug)} className={classes.card} data-row-link>
      <span className={classes.title}>
        {subject.name}
        {subject.sample && <SampleTag />}
      </span>
      <span className={classes.meta}>
        <span>{t(KIND_NAME[subject.kind])}</span>
        <span>{subject.team?.name ?? t('subjects:noTeam')}</span>
        <span>{t('subjects:slosCount', { count: subject.slos })}</span>
      </span>
    </AppLink>
  );
}
