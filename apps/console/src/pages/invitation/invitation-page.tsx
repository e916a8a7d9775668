import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { asApiError } from '../../api/api-error.js';
import { api, client } from '../../api/client.js';
import { meQuery } from '../../api/use-me.js';
import { Entrance } from '../../shell/entrance.js';
import { AccountForm } from '../../forms/account-form.js';
import { useGo } from '../../hooks/use-go.js';
import { useProblemText } from '../../hooks/use-problem-text.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import { useT } from '../../i18n/use-t.js';
import { FormNotice } from '../../ui/form-notice.js';
import { TextSkeleton } from '../../ui/skeleton.js';
import { paths } from '../../util/paths.js';
import { JoinAsAccount } from './join-as-account.js';
import { INVITATION_SEARCH } from './search.js';

/** Accepting an invitation. Opening the link changes nothing; only sending the form uses it up. */
export function InvitationPage(): ReactElement {
  const t = useT();
  const go = useGo();
  const describe = useProblemText();
  const queries = useQueryClient();
  const [{ token }] = useUrlState(INVITATION_SEARCH);
  const invitation = useQuery({
    ...api.queryOptions('get', '/invitations/accept', { params: { query: { token } } }),
    refetchOnWindowFocus: false,
  });
  if (invitation.error) {
    const error = asApiError(invitation.error);
    const final = error.status >= 400 && error.status < 500;
    return (
      <Entrance title={t('access:invitation.expiredTitle')}>
        <FormNotice tone={final ? 'none' : 'bad'}>
          {final ? t('access:invitation.expired') : describe(error)}
        </FormNotice>
      </Entrance>
    );
  }
  if (!invitation.data) {
    return (
      <Entrance title={t('access:invitation.title')}>
        <TextSkeleton what={t('access:invitation.title')} />
      </Entrance>
    );
  }
  const { email, account } = invitation.data;
  if (account)
    return (
      <Entrance
        title={t('access:invitation.title')}
        lead={t('access:invitation.accountLead', { email })}
      >
        <JoinAsAccount email={email} token={token} />
      </Entrance>
    );
  return (
    <Entrance
      title={t('access:invitation.title')}
      lead={t('access:invitation.lead', { email })}
      asksLanguage
    >
      <AccountForm
        email={email}
        onSend={async ({ name, password, locale }) => {
          const { data } = await client.POST('/invitations/acceptance', {
            body: { token, name, password, locale },
          });
          queries.setQueryData(meQuery.queryKey, data);
          go(paths.now(), {}, { replace: true });
        }}
      />
    </Entrance>
  );
}
