import { useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import { NewNounPage } from '../../components/noun-page.js';
import { PolicyForm } from '../../forms/policy-form.js';
import { blankPolicy, policyInput } from '../../forms/policy-form-values.js';
import { useGo } from '../../hooks/use-go.js';
import { rememberTerritory, usePresetTerritory } from '../../hooks/use-preset-territory.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import { useWrite } from '../../hooks/use-write.js';
import { useT } from '../../i18n/use-t.js';
import { unchangedSince } from '../../util/etag.js';
import { paths } from '../../util/paths.js';
import { POLICY_NEW_SEARCH } from './search.js';

/** A new escalation policy. */
export function PolicyNewPage(): ReactElement {
  const t = useT();
  const go = useGo();
  const write = useWrite('policy.changed');
  const territory = usePresetTerritory();
  const [{ subject }] = useUrlState(POLICY_NEW_SEARCH);
  const [initial] = useState(() => ({
    ...blankPolicy(territory),
    subjects: subject === null ? [] : [subject],
  }));
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
          rememberTerritory(values.territory);
          // The way back leads past the empty form.
          go(paths.policy(values.slug), {}, { replace: true });
        }}
      />
    </NewNounPage>
  );
}
