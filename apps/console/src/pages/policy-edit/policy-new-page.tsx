import { useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import { useMe } from '../../api/use-me.js';
import { NewNounPage } from '../../components/noun-page.js';
import { PolicyForm } from '../../forms/policy-form.js';
import { blankPolicy, policyInput } from '../../forms/policy-form-values.js';
import { useGo } from '../../hooks/use-go.js';
import { useTerritory } from '../../hooks/use-territory.js';
import { useWrite } from '../../hooks/use-write.js';
import { useT } from '../../i18n/use-t.js';
import { unchangedSince } from '../../util/etag.js';
import { paths } from '../../util/paths.js';

/** A new escalation policy. */
export function PolicyNewPage(): ReactElement {
  const t = useT();
  const go = useGo();
  const write = useWrite('policy.changed');
  const [territory] = useTerritory();
  const home = useMe()?.territories[0];
  const [initial] = useState(() => blankPolicy(territory ?? home ?? 'DE'));
  return (
    <NewNounPage
      title={t('policy-form:newTitle')}
      up={{ to: paths.policies(), label: t('policies:title') }}
      writes="policy:write"
    >
      <PolicyForm
        initial={initial}
        version={null}
        onCancel={() => go(paths.policies())}
        onSend={async (values) => {
          const send = () =>
            client.PUT('/escalation-policies/{slug}', {
              params: { path: { slug: values.slug } },
              headers: unchangedSince(null),
              body: policyInput(values),
            });
          await write(send, { say: t('policies:saved', { name: values.name }) });
          // The way back leads past the empty form.
          go(paths.policy(values.slug), {}, { replace: true });
        }}
      />
    </NewNounPage>
  );
}
