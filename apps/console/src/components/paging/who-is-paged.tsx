import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { openAbout } from '../../api/incident-queries.js';
import { schedulesOf, servingPolicy } from '../../api/nouns/serving.js';
import type { PagedAbout } from '../../api/nouns/serving.js';
import { allPolicies } from '../../api/oncall-queries.js';
import { useCan } from '../../api/use-me.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { FormNotice } from '../../ui/form-notice.js';
import { paths } from '../../util/paths.js';

/** What is open about a subject or an SLO, and who would be paged about it. Says nothing of what the reader may not see. */
export function WhoIsPaged({
  about,
  slo = null,
}: {
  about: PagedAbout;
  /** slug, where it is about one SLO */
  slo?: string | null;
}): ReactElement {
  return (
    <>
      <OpenIncidents subject={about.subject} slo={slo} />
      <Policy about={about} />
    </>
  );
}

function OpenIncidents({
  subject,
  slo,
}: {
  subject: string;
  slo: string | null;
}): ReactElement | null {
  const t = useT();
  const allowed = useCan('incident:read');
  const query = useQuery({ ...openAbout(slo === null ? { subject } : { slo }), enabled: allowed });
  const open = query.data?.items ?? [];
  if (open.length === 0) return null;
  return (
    <FormNotice>
      {t('incidents:about.open', { count: open.length })}{' '}
      {open.map(({ name, title }) => (
        <AppLink key={name} to={paths.incident(name)} className="ls-link">
          {name} {title}
        </AppLink>
      ))}
    </FormNotice>
  );
}

function Policy({ about }: { about: PagedAbout }): ReactElement | null {
  const t = useT();
  const allowed = useCan('policy:read');
  const { data } = useQuery({ ...allPolicies, enabled: allowed });
  if (data === undefined) return null;
  const policy = servingPolicy(data, about);
  if (policy === null) return <FormNotice tone="warn">{t('incidents:about.nobody')}</FormNotice>;
  return (
    <p className="ls-small">
      <AppLink to={paths.policy(policy.slug)} className="ls-link">
        {t('incidents:about.policy', { name: policy.name })}
      </AppLink>{' '}
      {schedulesOf(policy).map((schedule) => (
        <AppLink key={schedule} to={paths.schedule(schedule)} className="ls-link">
          {schedule}
        </AppLink>
      ))}
    </p>
  );
}
