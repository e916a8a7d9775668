import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { allSubjects, allTeams } from '../../api/catalog-queries.js';
import type { EscalationPolicy } from '../../api/contract.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { paths } from '../../util/paths.js';
import type { Path } from '../../util/paths.js';
import classes from './policy.module.css';

/** Which subjects and teams a policy is for. */
export function ServedSection({
  policy: { serves, territory },
}: {
  policy: EscalationPolicy;
}): ReactElement {
  const t = useT();
  const subjects = useQuery(allSubjects(null)).data;
  const teams = useQuery(allTeams(null)).data;
  const isUnused = !serves.default && serves.subjects.length + serves.teams.length === 0;
  return (
    <section className="ls-section">
      <h2>{t('policies:serves.title')}</h2>
      {isUnused && <p className="ls-quiet">{t('policies:serves.none')}</p>}
      {serves.default && <p>{t('policies:serves.default', { territory })}</p>}
      <Named
        title={t('policies:serves.subjects')}
        slugs={serves.subjects}
        all={subjects}
        to={paths.subject}
      />
      <Named title={t('policies:serves.teams')} slugs={serves.teams} all={teams} to={paths.team} />
    </section>
  );
}

function Named({
  title,
  slugs,
  all,
  to,
}: {
  title: string;
  slugs: readonly string[];
  all: readonly { slug: string; name: string }[] | undefined;
  to: (slug: string) => Path;
}): ReactElement | null {
  if (slugs.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul className={classes.served}>
        {slugs.map((slug) => (
          <li key={slug}>
            <AppLink to={to(slug)} className="ls-link">
              {all?.find((one) => one.slug === slug)?.name ?? slug}
            </AppLink>
          </li>
        ))}
      </ul>
    </>
  );
}
