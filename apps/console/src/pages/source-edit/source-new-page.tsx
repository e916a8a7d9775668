import { useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import { useMe } from '../../api/use-me.js';
import { NewNounPage } from '../../components/noun-page.js';
import { SourceForm } from '../../forms/source-form.js';
import { blankSource, sourceInput } from '../../forms/source-form-values.js';
import { useGo } from '../../hooks/use-go.js';
import { useTerritory } from '../../hooks/use-territory.js';
import { useWrite } from '../../hooks/use-write.js';
import { useT } from '../../i18n/use-t.js';
import { unchangedSince } from '../../util/etag.js';
import { paths } from '../../util/paths.js';

/** A new source of alerts; its page then gives it a token. */
export function SourceNewPage(): ReactElement {
  const t = useT();
  const go = useGo();
  const write = useWrite('source.changed');
  const [territory] = useTerritory();
  const home = useMe()?.territories[0];
  const [initial] = useState(() => blankSource(territory ?? home ?? 'DE'));
  const up = { to: paths.settings('sources'), label: t('sources:title') };
  return (
    <NewNounPage title={t('source-form:newTitle')} up={up} writes="source:write">
      <SourceForm
        initial={initial}
        version={null}
        onCancel={() => go(up.to)}
        onSend={async (values) => {
          const send = () =>
            client.PUT('/sources/{slug}', {
              params: { path: { slug: values.slug } },
              headers: unchangedSince(null),
              body: sourceInput(values),
            });
          await write(send, { say: t('sources:saved', { name: values.name }) });
          // The way back leads past the empty form.
          go(paths.source(values.slug), {}, { replace: true });
        }}
      />
    </NewNounPage>
  );
}
