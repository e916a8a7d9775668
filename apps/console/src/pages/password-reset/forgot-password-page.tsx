import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import { Entrance } from '../../shell/entrance.js';
import { useProblemText } from '../../hooks/use-problem-text.js';
import { useSubmit } from '../../hooks/use-submit.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { FormNotice } from '../../ui/form-notice.js';
import { paths } from '../../util/paths.js';

/** Asking for a link to a new password. Whether there is an account is told to nobody but its mailbox. */
export function ForgotPasswordPage(): ReactElement {
  const t = useT();
  const describe = useProblemText();
  const language = useLanguage();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({ initialValues: { email: '' } });
  const { busy, error, run } = useSubmit(form);
  const submit = form.onSubmit(
    ({ email }) =>
      void run(async () => {
        await client.POST('/password-resets', { body: { email, locale: language } });
        setSentTo(email);
      }),
  );
  const words =
    error &&
    (error.status === 429
      ? t('access:forgot.tooMany')
      : error.status === 404
        ? t('access:signIn.lost')
        : describe(error));
  return (
    <Entrance title={t('access:forgot.title')} lead={t('access:forgot.lead')}>
      <form onSubmit={submit} className="ls-stack">
        <TextInput
          label={t('access:forgot.email')}
          type="email"
          required
          withAsterisk={false}
          autoComplete="username"
          {...form.getInputProps('email')}
        />
        {words && <FormNotice>{words}</FormNotice>}
        {sentTo !== null && !error && (
          <FormNotice tone="none">{t('access:forgot.sent', { email: sentTo })}</FormNotice>
        )}
        <Button type="submit" fullWidth loading={busy}>
          {t('access:forgot.submit')}
        </Button>
        <AppLink to={paths.signIn()} className="ls-small">
          {t('access:forgot.toSignIn')}
        </AppLink>
      </form>
    </Entrance>
  );
}
