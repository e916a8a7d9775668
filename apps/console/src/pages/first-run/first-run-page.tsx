import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api, client } from '../../api/client.js';
import { meQuery } from '../../api/use-me.js';
import { Entrance } from '../../shell/entrance.js';
import { AccountForm } from '../../forms/account-form.js';
import { useGo } from '../../hooks/use-go.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { FormNotice } from '../../ui/form-notice.js';
import { paths } from '../../util/paths.js';
import { FIRST_RUN_SEARCH } from './search.js';

/** The one-time link of a new installation: one screen, then Now. */
export function FirstRunPage(): ReactElement {
  const t = useT();
  const go = useGo();
  const queries = useQueryClient();
  const [{ token }] = useUrlState(FIRST_RUN_SEARCH);
  const methods = useQuery(api.queryOptions('get', '/access/methods', {})).data;
  if (methods?.firstRun === false || token === null) {
    return (
      <Entrance title={t('access:firstRun.title')}>
        <div className="ls-stack">
          <FormNotice tone="none">
            {t(token === null ? 'access:firstRun.noToken' : 'access:firstRun.expired')}
          </FormNotice>
          <Button component={AppLink} to={paths.signIn()} variant="default">
            {t('access:firstRun.toSignIn')}
          </Button>
        </div>
      </Entrance>
    );
  }
  return (
    <Entrance title={t('access:firstRun.title')} lead={t('access:firstRun.lead')} asksLanguage>
      <AccountForm
        email={null}
        onSend={async (values) => {
          const { data } = await client.POST('/access/first-run', { body: { token, ...values } });
          queries.setQueryData(meQuery.queryKey, data);
          go(paths.now(), {}, { replace: true });
        }}
      />
    </Entrance>
  );
}
