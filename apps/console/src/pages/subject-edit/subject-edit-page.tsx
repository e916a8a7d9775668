import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import { subjectOf } from '../../api/queries.js';
import type { Subject } from '../../api/contract.js';
import { useCan } from '../../api/use-me.js';
import { Forbidden } from '../../components/forbidden.js';
import { ObjectNotFound } from '../../components/object-not-found.js';
import { QueryView } from '../../components/query-view.js';
import { SubjectForm } from '../../forms/subject-form.js';
import { subjectInput, subjectValues } from '../../forms/subject-form-values.js';
import { useGo } from '../../hooks/use-go.js';
import { useWrite } from '../../hooks/use-write.js';
import { useT } from '../../i18n/use-t.js';
import { PageHead } from '../../ui/page-head.js';
import { TextSkeleton } from '../../ui/skeleton.js';
import { unchangedSince } from '../../util/etag.js';
import { paths } from '../../util/paths.js';

export function SubjectEditPage(): ReactElement {
  const t = useT();
  const { slug } = useParams({ from: '/frame/subjects/$slug/edit' });
  const writer = useCan('subject:write');
  const query = useQuery(subjectOf(slug));
  return (
    <>
      <PageHead
        title={t('subjects:form.editTitle', { name: query.data?.name ?? slug })}
        up={{ to: paths.subject(slug), label: query.data?.name ?? slug }}
      />
      {!writer ? (
        <Forbidden permission="subject:write" />
      ) : (
        <QueryView
          query={query}
          needs="subject:read"
          skeleton={<TextSkeleton what={slug} lines={8} />}
          notFound={(error) => (
            <ObjectNotFound
              kind={t('subjects:detail.unknown')}
              name={slug}
              error={error}
              left="subject"
            />
          )}
        >
          {(subject) => <EditSubject current={subject} />}
        </QueryView>
      )}
    </>
  );
}

/** The form starts from the version that was there when it opened; a newer one is taken only when asked for. */
function EditSubject({ current }: { current: Subject }): ReactElement {
  const t = useT();
  const go = useGo();
  const write = useWrite('subject.changed');
  const queries = useQueryClient();
  const [base, setBase] = useState(current);
  const { slug } = base;
  return (
    <SubjectForm
      key={base.version}
      creating={false}
      initial={subjectValues(base)}
      onCancel={() => go(paths.subject(slug))}
      onReload={() => {
        void queries
          .fetchQuery({
            ...subjectOf(slug),
            staleTime: 0,
          })
          .then(setBase);
      }}
      onSend={async (values) => {
        const send = () =>
          client.PUT('/subjects/{slug}', {
            params: { path: { slug } },
            headers: unchangedSince(base.version),
            body: subjectInput(values),
          });
        await write(send, { say: t('subjects:saved', { name: values.name }) });
        go(paths.subject(slug));
      }}
    />
  );
}
