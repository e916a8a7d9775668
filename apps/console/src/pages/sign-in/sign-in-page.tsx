import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import { signInWithProvider } from '../../api/auth.js';
import { api } from '../../api/client.js';
import { meQuery } from '../../api/use-me.js';
import { Entrance } from '../../shell/entrance.js';
import { SignInForm } from '../../forms/sign-in-form.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { FormNotice } from '../../ui/form-notice.js';
import { paths } from '../../util/paths.js';
import { safeReturnTo } from '../../util/safe-return-to.js';
import { SignInError } from './sign-in-error.js';
import classes from './sign-in-page.module.css';
import { SIGN_IN_SEARCH } from './search.js';

/** Single sign-on first when there is one, then the password; afterwards back to where the person wanted to go. */
export function SignInPage(): ReactElement {
  const t = useT();
  const router = useRouter();
  const queries = useQueryClient();
  const [{ returnTo, error }] = useUrlState(SIGN_IN_SEARCH);
  const methods = useQuery(api.queryOptions('get', '/access/methods', {})).data;
  // Kept: on the way out the address is another already, while this page still stands.
  const [target] = useState(() => safeReturnTo(returnTo ?? undefined, location.origin));
  const enter = (): void => {
    queries.removeQueries({ queryKey: meQuery.queryKey });
    router.history.replace(target);
  };
  // Somebody who is signed in already, in another tab or by the way back, has nothing to do here.
  const present = useQuery({ ...meQuery, retry: false, retryOnMount: false }).data !== undefined;
  useEffect(() => {
    if (present && error === null) router.history.replace(target);
  }, [present, error, router, target]);
  return (
    <Entrance title={t('access:signIn.title')}>
      <div className="ls-stack">
        {error !== null && <SignInError code={error} />}
        {methods?.firstRun && <FormNotice tone="none">{t('access:signIn.firstRun')}</FormNotice>}
        {methods?.oidc && <ProviderButton provider={methods.oidc} target={target} />}
        <SignInForm key={methods?.oidc?.id} quiet={Boolean(methods?.oidc)} onSignedIn={enter} />
        {methods?.passwordReset ? (
          <AppLink to={paths.forgotPassword()} className="ls-small">
            {t('access:signIn.forgot')}
          </AppLink>
        ) : (
          <p className="ls-tiny ls-quiet">{t('access:signIn.lost')}</p>
        )}
      </div>
    </Entrance>
  );
}

function ProviderButton({
  provider,
  target,
}: {
  provider: { id: string; name: string };
  target: string;
}): ReactElement {
  const t = useT();
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const go = (): void => {
    setState('busy');
    signInWithProvider(provider.id, target).then(
      (url) => location.assign(url),
      () => setState('failed'),
    );
  };
  return (
    <>
      <Button onClick={go} loading={state === 'busy'} fullWidth>
        {t('access:signIn.oidc', { name: provider.name })}
      </Button>
      {state === 'failed' && (
        <FormNotice>{t('access:signIn.providerDown', { name: provider.name })}</FormNotice>
      )}
      <div className={classes.or}>{t('access:signIn.or')}</div>
    </>
  );
}
