import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import type { AlertSource } from '../../api/contract.js';
import { sourceOf } from '../../api/source-queries.js';
import { sourceName } from '../../components/incident/system-name.js';
import { EditNounPage } from '../../components/noun-page.js';
import { SourceForm } from '../../forms/source-form.js';
import { sourceInput, sourceValues } from '../../forms/source-form-values.js';
import { useGo } from '../../hooks/use-go.js';
import { useWrite } from '../../hooks/use-write.js';
import { useT } from '../../i18n/use-t.js';
import { unchangedSince } from '../../util/etag.js';
import { paths } from '../../util/paths.js';

/** Changing a source of alerts, guarded against overwriting what somebody else saved. */
export function SourceEditPage(): ReactElement {
  const t = useT();
  const { slug } = useParams({ from: '/frame/settings/sources/$slug/edit' });
  const query = useQuery(sourceOf(slug));
  const name = sourceName(t, slug, query.data?.name ?? null);
  return (
    <EditNounPage
      query={query}
      slug={slug}
      reads="source:read"
      writes="source:write"
      kind={t('sources:kind')}
      title={t('source-form:editTitle', { name })}
      up={{ to: paths.source(slug), label: name }}
    >
      {(source) => <EditSource current={source} />}
    </EditNounPage>
  );
}

/** The form starts from the version that was there when it opened; a newer one is taken only when asked for. */
function EditSource({ current }: { current: AlertSource }): ReactElement {
  const t = useT();
  const go = useGo();
  const write = useWrite('source.changed');
  const queries = useQueryClient();
  const [base, setBase] = useState(current);
  const initial = useMemo(() => sourceValues(base), [base]);
  const { slug } = base;
  return (
    <SourceForm
      key={base.version}
      initial={initial}
      version={base.version}
      current={() => queries.fetchQuery({ ...sourceOf(slug), staleTime: 0 })}
      onTakeTheirs={setBase}
      onCancel={() => go(paths.source(slug))}
      onSend={async (values, version) => {
        const send = () =>
          client.PUT('/sources/{slug}', {
            params: { path: { slug } },
            headers: unchangedSince(version),
            body: sourceInput(values),
          });
        await write(send, { say: t('sources:saved', { name: values.name }) });
        go(paths.source(slug));
      }}
    />
  );
}
