import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import type { EscalationPolicy } from '../../api/contract.js';
import { policyOf } from '../../api/oncall-queries.js';
import { EditNounPage } from '../../components/noun-page.js';
import { PolicyForm } from '../../forms/policy-form.js';
import { policyInput, policyValues } from '../../forms/policy-form-values.js';
import { useGo } from '../../hooks/use-go.js';
import { useWrite } from '../../hooks/use-write.js';
import { useT } from '../../i18n/use-t.js';
import { unchangedSince } from '../../util/etag.js';
import { paths } from '../../util/paths.js';

/** Changing an escalation policy, guarded against overwriting what somebody else saved. */
export function PolicyEditPage(): ReactElement {
  const t = useT();
  const { slug } = useParams({ from: '/frame/policies/$slug/edit' });
  const query = useQuery(policyOf(slug));
  const name = query.data?.name ?? slug;
  return (
    <EditNounPage
      query={query}
      slug={slug}
      reads="policy:read"
      writes="policy:write"
      kind={t('policies:kind')}
      title={t('policy-form:editTitle', { name })}
      up={{ to: paths.policy(slug), label: name }}
    >
      {(policy) => <EditPolicy current={policy} />}
    </EditNounPage>
  );
}

/** The form starts from the version that was there when it opened; a newer one is taken only when asked for. */
function EditPolicy({ current }: { current: EscalationPolicy }): ReactElement {
  const t = useT();
  const go = useGo();
  const write = useWrite('policy.changed');
  const queries = useQueryClient();
  const [base, setBase] = useState(current);
  const initial = useMemo(() => policyValues(base), [base]);
  const { slug } = base;
  return (
    <PolicyForm
      key={base.version}
      initial={initial}
      version={base.version}
      current={() => queries.fetchQuery({ ...policyOf(slug), staleTime: 0 })}
      onTakeTheirs={setBase}
      onCancel={() => go(paths.policy(slug))}
      onSend={async (values, version) => {
        const send = () =>
          client.PUT('/escalation-policies/{slug}', {
            params: { path: { slug } },
            headers: unchangedSince(version),
            body: policyInput(values),
          });
        await write(send, { say: t('policies:saved', { name: values.name }) });
        go(paths.policy(slug));
      }}
    />
  );
}
