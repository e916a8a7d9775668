import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import { useCan, useMe } from '../../api/use-me.js';
import { Forbidden } from '../../components/forbidden.js';
import { SubjectForm } from '../../forms/subject-form.js';
import { blankSubject, subjectInput } from '../../forms/subject-form-values.js';
import { useGo } from '../../hooks/use-go.js';
import { useTerritory } from '../../hooks/use-territory.js';
import { useWrite } from '../../hooks/use-write.js';
import { useT } from '../../i18n/use-t.js';
import { PageHead } from '../../ui/page-head.js';
import { unchangedSince } from '../../util/etag.js';
import { paths } from '../../util/paths.js';

export function SubjectNewPage(): ReactElement {
  const t = useT();
  const go = useGo();
  const write = useWrite('subject.changed');
  const writer = useCan('subject:write');
  const [territory] = useTerritory();
  const home = useMe()?.territories[0];
  return (
    <>
      <PageHead
        title={t('subjects:form.newTitle')}
        up={{ to: paths.subjects(), label: t('subjects:title') }}
      />
      {!writer ? (
        <Forbidden permission="subject:write" />
      ) : (
        <SubjectForm
          creating
          initial={blankSubject(territory ?? home ?? 'DE')}
          onCancel={() => go(paths.subjects())}
          onSend={async (values) => {
            const send = () =>
              client.PUT('/subjects/{slug}', {
                params: { path: { slug: values.slug } },
                headers: unchangedSince(null),
                body: subjectInput(values),
              });
            await write(send, { say: t('subjects:saved', { name: values.name }) });
            go(paths.subject(values.slug));
          }}
        />
      )}
    </>
  );
}
