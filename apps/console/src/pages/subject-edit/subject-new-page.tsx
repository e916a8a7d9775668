import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import { useCan } from '../../api/use-me.js';
import { Forbidden } from '../../components/forbidden.js';
import { SubjectForm } from '../../forms/subject-form.js';
import { blankSubject, subjectInput } from '../../forms/subject-form-values.js';
import { useGo } from '../../hooks/use-go.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import { rememberTerritory, usePresetTerritory } from '../../hooks/use-preset-territory.js';
import { useWrite } from '../../hooks/use-write.js';
import { useT } from '../../i18n/use-t.js';
import { PageHead } from '../../ui/page-head.js';
import { unchangedSince } from '../../util/etag.js';
import { paths } from '../../util/paths.js';
import { SUBJECT_NEW_SEARCH } from './search.js';

/** A new subject; one that an SLO is waiting for leads back to the form of that SLO. */
export function SubjectNewPage(): ReactElement {
  const t = useT();
  const go = useGo();
  const write = useWrite('subject.changed');
  const writer = useCan('subject:write');
  const territory = usePresetTerritory();
  const [{ for: wanted }] = useUrlState(SUBJECT_NEW_SEARCH);
  const forSlo = wanted === 'slo';
  return (
    <>
      <PageHead
        title={t('subjects:form.newTitle')}
        up={
          forSlo
            ? { to: paths.sloNew(), label: t('slo-form:newTitle') }
            : { to: paths.subjects(), label: t('subjects:title') }
        }
        lead={forSlo ? t('subjects:form.forSlo') : undefined}
      />
      {!writer ? (
        <Forbidden permission="subject:write" />
      ) : (
        <SubjectForm
          creating
          initial={blankSubject(territory)}
          onCancel={() => go(forSlo ? paths.sloNew() : paths.subjects())}
          onSend={async (values) => {
            const send = () =>
              client.PUT('/subjects/{slug}', {
                params: { path: { slug: values.slug } },
                headers: unchangedSince(null),
                body: subjectInput(values),
              });
            await write(send, { say: t('subjects:saved', { name: values.name }) });
            rememberTerritory(values.territory);
            // The way back leads past the empty form.
            if (forSlo) go(paths.sloNew(), { subject: values.slug }, { replace: true });
            else go(paths.subject(values.slug), {}, { replace: true });
          }}
        />
      )}
    </>
  );
}
