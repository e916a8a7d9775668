import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import type { EscalationPolicy } from '../../api/contract.js';
import { mayIn } from '../../api/nouns/authority.js';
import { policyOf } from '../../api/oncall-queries.js';
import { useMe } from '../../api/use-me.js';
import { NounPage } from '../../components/noun-page.js';
import { TypedDelete } from '../../forms/typed-delete.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { ErrorBoundary } from '../../ui/error-boundary.js';
import { FormNotice } from '../../ui/form-notice.js';
import { PageHead } from '../../ui/page-head.js';
import { SampleTag } from '../../ui/sample-tag.js';
import { Tag } from '../../ui/tag.js';
import { paths } from '../../util/paths.js';
import { POLICY_SEARCH } from './search.js';
import { ServedSection } from './served-section.js';
import { Simulator } from './simulator.js';
import { StepsSection } from './steps-section.js';

/** One escalation policy: its steps with whom they mean now, what it is for, and whom it would reach at any time. */
export function PolicyPage(): ReactElement {
  const t = useT();
  const { slug } = useParams({ from: '/frame/policies/$slug' });
  const query = useQuery(policyOf(slug));
  return (
    <NounPage
      query={query}
      slug={slug}
      reads="policy:read"
      kind={t('policies:kind')}
      up={{ to: paths.policies(), label: t('policies:title') }}
      lines={8}
    >
      {(policy) => <PolicyView policy={policy} />}
    </NounPage>
  );
}

function PolicyView({ policy }: { policy: EscalationPolicy }): ReactElement {
  const t = useT();
  const writer = mayIn(useMe(), 'policy:write', [policy.territory]);
  const [{ delete: deleting }, set] = useUrlState(POLICY_SEARCH);
  return (
    <>
      <PageHead
        title={policy.name}
        up={{ to: paths.policies(), label: t('policies:title') }}
        lead={policy.description}
        status={
          <>
            <Tag>{policy.territory}</Tag>
            {policy.sample && <SampleTag />}
          </>
        }
        actions={
          writer && (
            <>
              <Button variant="subtle" color="gray" onClick={() => set({ delete: true })}>
                {t('common:delete')}
              </Button>
              <Button variant="default" component={AppLink} to={paths.policyEdit(policy.slug)}>
                {t('common:edit')}
              </Button>
            </>
          )
        }
      />
      {policy.waiver !== null && (
        <FormNotice tone="warn">{t('policies:waiver', { reason: policy.waiver })}</FormNotice>
      )}
      <StepsSection policy={policy} />
      <ErrorBoundary>
        <Simulator policy={policy} />
      </ErrorBoundary>
      <ServedSection policy={policy} />
      {deleting && writer && (
        <TypedDelete
          noun="policies"
          list="/escalation-policies"
          thing={policy}
          event="policy.changed"
          send={(request) => client.DELETE('/escalation-policies/{slug}', request)}
          leaveTo={paths.policies()}
          onClose={() => set({ delete: false }, { replace: true })}
        />
      )}
    </>
  );
}
