import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import { meQuery } from '../../api/use-me.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { SignInForm } from '../../forms/sign-in-form.js';
import { useGo } from '../../hooks/use-go.js';
import { useSubmit } from '../../hooks/use-submit.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { FormNotice } from '../../ui/form-notice.js';
import { TextSkeleton } from '../../ui/skeleton.js';
import { paths } from '../../util/paths.js';

/** Accepting an invitation as an account that there is: its holder signs in here, or has already. */
export function JoinAsAccount({ email, token }: { email: string; token: string }): ReactElement {
  const t = useT();
  const go = useGo();
  const queries = useQueryClient();
  const submit = useSubmit(null);
  const me = useQuery({ ...meQuery, retry: false, retryOnMount: false });
  if (me.isPending) return <TextSkeleton what={t('access:invitation.title')} />;
  if (!me.data)
    return (
      <div className="ls-stack">
        <p>{t('access:invitation.signInFirst')}</p>
        <SignInForm email={email} onSignedIn={() => void me.refetch()} />
        <AppLink to={paths.signIn()} className="ls-small">
          {t('access:firstRun.toSignIn')}
        </AppLink>
      </div>
    );
  if (me.data.email !== email)
    return (
      <FormNotice tone="warn">
        {t('access:invitation.otherAccount', { me: me.data.email ?? me.data.name })}
      </FormNotice>
    );
  const accept = async (): Promise<void> => {
    const { data } = await client.POST('/me/invitations', { body: { token } });
    queries.setQueryData(meQuery.queryKey, data);
    go(paths.now(), {}, { replace: true });
  };
  return (
    <div className="ls-stack">
      {submit.error && <ProblemNotice error={submit.error} />}
      <Button fullWidth loading={submit.busy} onClick={() => void submit.run(accept)}>
        {t('access:invitation.accept')}
      </Button>
    </div>
  );
}
