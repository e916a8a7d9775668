import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '../../api/client.js';
import type { SloVersion } from '../../api/contract-slo.js';
import { useCan } from '../../api/use-me.js';
import { QueryView } from '../../components/query-view.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { TextSkeleton } from '../../ui/skeleton.js';
import { TimeText } from '../../ui/time-text.js';
import { diffJson, showJson } from '../../util/diff.js';
import { paths } from '../../util/paths.js';
import { Section } from './section.js';
import fold from './changes.module.css';
import classes from './slo-detail.module.css';

function Changes({ before, after }: { before: SloVersion; after: SloVersion }): ReactElement {
  const t = useT();
  if (after.document === null) return <p className="ls-quiet">{t('slo-detail:history.deleted')}</p>;
  if (before.document === null) return <p className="ls-quiet">{t('slo-detail:history.first')}</p>;
  const changes = diffJson(before.document, after.document);
  if (changes.length === 0) return <p className="ls-quiet">{t('slo-detail:history.none')}</p>;
  return (
    <details className={fold.changes}>
      <summary>{t('slo-detail:history.changed', { count: changes.length })}</summary>
      <ul>
        {changes.map(({ path, kind, before: old, after: young }) => (
          <li key={path}>
            <code>{path}</code> {kind !== 'added' && <del>{showJson(old)}</del>}{' '}
            {kind === 'removed' ? (
              <em>{t('slo-detail:history.removed')}</em>
            ) : (
              <ins>{showJson(young)}</ins>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Who changed what when; each version against the one before it. */
export function HistorySection({ slug }: { slug: string }): ReactElement {
  const t = useT();
  const auditor = useCan('audit:read');
  const query = useQuery(
    api.queryOptions('get', '/slos/{slug}/history', { params: { path: { slug } } }),
  );
  return (
    <Section
      title={t('slo-detail:history.title')}
      tools={
        auditor && (
          <AppLink
            to={paths.audit()}
            search={{ subject: slug }}
            className="ls-link ls-small"
            data-print="no"
          >
            {t('slo-detail:history.more')}
          </AppLink>
        )
      }
    >
      <QueryView
        query={query}
        needs="slo:read"
        errorTitle={t('slo-detail:history.failed')}
        skeleton={<TextSkeleton lines={3} what={t('slo-detail:history.title')} />}
      >
        {({ items }) => (
          <ol className={classes.versions}>
            {items.map((version, index) => {
              const before = items[index + 1];
              return (
                <li key={version.version}>
                  <p>
                    <strong>{t('slo-detail:history.version', { version: version.version })}</strong>{' '}
                    <span className="ls-quiet">
                      {t('slo-detail:history.by', { name: version.actor.name })} ·{' '}
                      <TimeText at={version.at} show="both" />
                    </span>
                  </p>
                  {before ? (
                    <Changes before={before} after={version} />
                  ) : (
                    version.version === 1 && (
                      <p className="ls-quiet">{t('slo-detail:history.first')}</p>
                    )
                  )}
                </li>
              );
            })}
          </ol>
        )}
      </QueryView>
    </Section>
  );
}
