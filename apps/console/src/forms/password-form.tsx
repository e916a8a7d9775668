import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import { useMe } from '../api/use-me.js';
import { SettingRow } from '../components/settings/setting-row.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useToast } from '../hooks/use-toast.js';
import { useT } from '../i18n/use-t.js';
import classes from '../components/settings/settings.module.css';
import { PasswordField } from '../ui/password-field.js';

const SHORTEST = 12;

/** Changing one's own password: the present one proves who asks, every other session ends. */
export function PasswordForm(): ReactElement {
  const t = useT();
  const toast = useToast();
  const me = useMe();
  const form = useForm({
    initialValues: { current: '', password: '' },
    validate: {
      current: (value) => (value === '' ? t('problems:field.required') : null),
      password: (value) => (value.length < SHORTEST ? t('problems:field.too-short') : null),
    },
  });
  const { busy, error, run } = useSubmit(form);
  const submit = form.onSubmit(
    (body) =>
      void run(async () => {
        await client.POST('/me/password', { body });
        form.reset();
        toast(t('settings:password.changed'));
      }),
  );
  return (
    <form onSubmit={submit} className={classes.rows} noValidate>
      <input type="email" hidden readOnly autoComplete="username" value={me?.email ?? ''} />
      <SettingRow label={t('settings:password.current')} id="current-password">
        <PasswordField
          id="current-password"
          autoComplete="current-password"
          {...form.getInputProps('current')}
        />
      </SettingRow>
      <SettingRow label={t('settings:password.next')} id="new-password">
        <PasswordField
          id="new-password"
          description={t('access:account.passwordHint')}
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
      </SettingRow>
      <SettingRow label="" hint={t('settings:password.ends')}>
        {error && (
          <div style={{ marginBottom: 12 }}>
            <ProblemNotice error={error} />
          </div>
        )}
        <Button type="submit" variant="default" loading={busy}>
          {t('settings:password.submit')}
        </Button>
      </SettingRow>
    </form>
  );
}
