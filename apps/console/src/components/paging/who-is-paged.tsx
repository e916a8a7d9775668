import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import type { ReactElement } from 'react';
import { openAbout } from '../../api/incident-queries.js';
import { schedulesOf, servingPolicy } from '../../api/nouns/serving.js';
import type { PagedAbout } from '../../api/nouns/serving.js';
import { allPolicies, allSchedules } from '../../api/oncall-queries.js';
import { useCan } from '../../api/use-me.js';
import { IncidentLink } from '../incident/incident-links.js';
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
      {t('incidents:about.open', { count: open.length })}
      <ul className="ls-plain-list">
        {open.map((incident) => (
          <li key={incident.name}>
            <IncidentLink incident={incident} />
          </li>
        ))}
      </ul>
    </FormNotice>
  );
}

function Policy({ about }: { about: PagedAbout }): ReactElement | null {
  const t = useT();
  const allowed = useCan('policy:read');
  const writer = useCan('policy:write');
  const { data } = useQuery({ ...allPolicies, enabled: allowed });
  const { data: named } = useQuery({ ...allSchedules, enabled: useCan('schedule:read') });
  if (data === undefined) return null;
  const policy = servingPolicy(data, about);
  if (policy === null)
    return (
      <FormNotice tone="warn">
        {t('incidents:about.nobody')}
        {writer && (
          <>
            {' '}
            <AppLink to={paths.policyNew()} search={{ subject: about.subject }} className="ls-link">
              {t('incidents:about.makePolicy')}
            </AppLink>{' '}
            {t('incidents:about.or')}{' '}
            <AppLink to={paths.policies()} className="ls-link">
              {t('incidents:about.choosePolicy')}
            </AppLink>
          </>
        )}
      </FormNotice>
    );
  const schedules = schedulesOf(policy);
  return (
    <p className="ls-small">
      <AppLink to={paths.policy(policy.slug)} className="ls-link">
        {t('incidents:about.policy', { name: policy.name })}
      </AppLink>
      {schedules.length > 0 && (
        <>
          {' '}
          {t('incidents:about.schedules')}{' '}
          {schedules.map((slug, at) => (
            <Fragment key={slug}>
              {at > 0 && ', '}
              <AppLink to={paths.schedule(slug)} className="ls-link">
                {named?.find((one) => one.slug === slug)?.name ?? slug}
              </AppLink>
            </Fragment>
          ))}
        </>
      )}
    </p>
  );
}
