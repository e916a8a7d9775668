import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { asApiError } from '../../api/api-error.js';
import { api, client } from '../../api/client.js';
import { Entrance } from '../../shell/entrance.js';
import { useProblemText } from '../../hooks/use-problem-text.js';
import { useSubmit } from '../../hooks/use-submit.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { FormNotice } from '../../ui/form-notice.js';
import { PasswordField } from '../../ui/password-field.js';
import { TextSkeleton } from '../../ui/skeleton.js';
import { paths } from '../../util/paths.js';
import { RESET_SEARCH } from './search.js';

/** Setting a new password by a link. Opening the link changes nothing; only sending the form uses it up. */
export function ResetPasswordPage(): ReactElement {
  const t = useT();
  const describe = useProblemText();
  const [done, setDone] = useState(false);
  const [{ token }] = useUrlState(RESET_SEARCH);
  const holder = useQuery({
    ...api.queryOptions('get', '/password-resets/link', { params: { query: { token } } }),
    refetchOnWindowFocus: false,
    enabled: !done,
  });
  const toSignIn = (
    <Button component={AppLink} to={paths.signIn()} fullWidth>
      {t('access:forgot.toSignIn')}
    </Button>
  );
  if (done) {
    return (
      <Entrance title={t('access:reset.title')}>
        <div className="ls-stack">
          <FormNotice tone="none">{t('access:reset.done')}</FormNotice>
          {toSignIn}
        </div>
      </Entrance>
    );
  }
  if (holder.error) {
    const error = asApiError(holder.error);
    const final = error.status === 410 || error.status === 400;
    return (
      <Entrance title={t('access:reset.goneTitle')}>
        <div className="ls-stack">
          <FormNotice tone={final ? 'none' : 'bad'}>
            {final ? t('access:reset.gone') : describe(error)}
          </FormNotice>
          {toSignIn}
        </div>
      </Entrance>
    );
  }
  if (!holder.data)
    return (
      <Entrance title={t('access:reset.title')}>
        <TextSkeleton what={t('access:reset.title')} />
      </Entrance>
    );
  const { email } = holder.data;
  return (
    <Entrance title={t('access:reset.title')} lead={t('access:reset.lead', { email })}>
      <NewPassword email={email} token={token} onDone={() => setDone(true)} />
    </Entrance>
  );
}

function NewPassword({
  email,
  token,
  onDone,
}: {
  email: string;
  token: string;
  onDone: () => void;
}): ReactElement {
  const t = useT();
  const describe = useProblemText();
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (value) => (value.length < 12 ? t('problems:field.too-short') : null) },
  });
  const { busy, error, run } = useSubmit(form);
  const submit = form.onSubmit(
    ({ password }) =>
      void run(async () => {
        await client.POST('/password-resets/completion', { body: { token, password } });
        onDone();
      }),
  );
  return (
    <form onSubmit={submit} className="ls-stack">
      <input type="email" hidden readOnly autoComplete="username" value={email} />
      <PasswordField
        label={t('access:account.password')}
        description={t('access:account.passwordHint')}
        required
        withAsterisk={false}
        autoComplete="new-password"
        {...form.getInputProps('password')}
      />
      {error && (
        <FormNotice>{error.status === 410 ? t('access:reset.gone') : describe(error)}</FormNotice>
      )}
      <Button type="submit" fullWidth loading={busy}>
        {t('access:reset.submit')}
      </Button>
    </form>
  );
}
