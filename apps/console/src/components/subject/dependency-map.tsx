import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { allSubjects } from '../../api/catalog-queries.js';
import type { Subject } from '../../api/contract.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { paths } from '../../util/paths.js';
import classes from './subject-detail.module.css';
import { KIND_NAME } from './subject-words.js';

/** What needs this subject, and what it needs: failures travel from right to left. */
export function DependencyMap({ subject }: { subject: Subject }): ReactElement {
  const t = useT();
  const known = new Map(useQuery(allSubjects(null)).data?.map((one) => [one.slug, one]));
  return (
    <section className="ls-section">
      <h2>{t('subjects:detail.dependencies')}</h2>
      <div className={classes.map}>
        <Side
          title={t('subjects:detail.dependedOnBy')}
          slugs={subject.dependedOnBy}
          known={known}
        />
        <span className={classes.arrow} aria-hidden="true">
          →
        </span>
        <div className={classes.self}>{subject.name}</div>
        <span className={classes.arrow} aria-hidden="true">
          →
        </span>
        <Side title={t('subjects:detail.dependsOn')} slugs={subject.dependsOn} known={known} />
      </div>
    </section>
  );
}

function Side({
  title,
  slugs,
  known,
}: {
  title: string;
  slugs: readonly string[];
  known: ReadonlyMap<string, Subject>;
}): ReactElement {
  const t = useT();
  return (
    <div>
      <h3 className={classes.sideTitle}>{title}</h3>
      {slugs.length === 0 ? (
        <p className="ls-quiet ls-small">{t('subjects:detail.nothing')}</p>
      ) : (
        <ul className={classes.side}>
          {slugs.map((slug) => {
            const other = known.get(slug);
            return (
              <li key={slug}>
                <AppLink to={paths.subject(slug)} className={classes.neighbour}>
                  <span>{other?.name ?? slug}</span>
                  {other && <span className="ls-quiet ls-tiny">{t(KIND_NAME[other.kind])}</span>}
                </AppLink>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
