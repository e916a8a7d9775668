import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import { subjectOf } from '../../api/queries.js';
import type { Subject } from '../../api/contract.js';
import { useCan } from '../../api/use-me.js';
import { AuditSlice } from '../../components/audit/audit-slice.js';
import { ObjectNotFound } from '../../components/object-not-found.js';
import { WhoIsPaged } from '../../components/paging/who-is-paged.js';
import { QueryView } from '../../components/query-view.js';
import { TypedDelete } from '../../forms/typed-delete.js';
import { DependencyMap } from '../../components/subject/dependency-map.js';
import classes from '../../components/subject/subject-detail.module.css';
import { SubjectFacts } from '../../components/subject/subject-facts.js';
import { SubjectSlos } from '../../components/subject/subject-slos.js';
import { KIND_NAME } from '../../components/subject/subject-words.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import type { Translate } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { ErrorBoundary } from '../../ui/error-boundary.js';
import { PageHead } from '../../ui/page-head.js';
import { SampleTag } from '../../ui/sample-tag.js';
import { TextSkeleton } from '../../ui/skeleton.js';
import { Tag } from '../../ui/tag.js';
import { paths } from '../../util/paths.js';
import { SUBJECT_SEARCH } from './search.js';

export function SubjectDetailPage(): ReactElement {
  const t = useT();
  const { slug } = useParams({ from: '/frame/subjects/$slug' });
  const query = useQuery(subjectOf(slug));
  const bare = <PageHead title={slug} up={{ to: paths.subjects(), label: t('subjects:title') }} />;
  if (query.data) {
    return (
      <QueryView query={query} needs="subject:read" skeleton={null}>
        {(subject) => <SubjectPage subject={subject} />}
      </QueryView>
    );
  }
  return (
    <>
      {bare}
      <QueryView
        query={query}
        needs="subject:read"
        errorTitle={t('subjects:detail.failed')}
        skeleton={<TextSkeleton what={slug} lines={6} />}
        notFound={(error) => (
          <ObjectNotFound
            kind={t('subjects:detail.unknown')}
            name={slug}
            error={error}
            left="subject"
          />
        )}
      >
        {() => null}
      </QueryView>
    </>
  );
}

function SubjectPage({ subject }: { subject: Subject }): ReactElement {
  const t = useT();
  const history = useCan('audit:read');
  const [{ delete: deleting }, set] = useUrlState(SUBJECT_SEARCH);
  return (
    <>
      <SubjectHead subject={subject} onDelete={() => set({ delete: true })} />
      <div className={classes.grid}>
        <div>
          <ErrorBoundary>
            <WhoIsPaged
              about={{
                territory: subject.territory,
                subject: subject.slug,
                team: subject.team?.slug ?? null,
              }}
            />
          </ErrorBoundary>
          <ErrorBoundary>
            <SubjectSlos slug={subject.slug} />
          </ErrorBoundary>
          <ErrorBoundary>
            <DependencyMap subject={subject} />
          </ErrorBoundary>
          {history && (
            <ErrorBoundary>
              <AuditSlice subject={subject.slug} />
            </ErrorBoundary>
          )}
        </div>
        <ErrorBoundary>
          <SubjectFacts subject={subject} />
        </ErrorBoundary>
      </div>
      {deleting && (
        <TypedDelete
          noun="subjects"
          thing={subject}
          event="subject.changed"
          send={(request) => client.DELETE('/subjects/{slug}', request)}
          blocked={inTheWay(t, subject)}
          leaveTo={paths.subjects()}
          onClose={() => set({ delete: false }, { replace: true })}
        />
      )}
    </>
  );
}

/** What the API would refuse for, as far as it is known here; it may know of more in other territories. */
function inTheWay(t: Translate, { slos, dependedOnBy }: Subject): string | undefined {
  if (slos > 0) return t('subjects:delete.hasSlos', { count: slos });
  const count = dependedOnBy.length;
  if (count === 0) return undefined;
  return t('subjects:delete.hasDependants', { count, names: dependedOnBy.join(', ') });
}

function SubjectHead({
  subject,
  onDelete,
}: {
  subject: Subject;
  onDelete: () => void;
}): ReactElement {
  const t = useT();
  const writer = useCan('subject:write');
  return (
    <PageHead
      title={subject.name}
      up={{ to: paths.subjects(), label: t('subjects:title') }}
      lead={subject.description}
      status={
        <>
          <Tag>{t(KIND_NAME[subject.kind])}</Tag>
          <Tag>
            {subject.tier === null
              ? t('subjects:noTier')
              : t('subjects:tier', { tier: subject.tier })}
          </Tag>
          {subject.sample && <SampleTag />}
        </>
      }
      actions={
        writer && (
          <>
            <Button variant="subtle" color="gray" onClick={onDelete}>
              {t('common:delete')}
            </Button>
            <Button variant="default" component={AppLink} to={paths.subjectEdit(subject.slug)}>
              {t('common:edit')}
            </Button>
          </>
        )
      }
    />
  );
}
