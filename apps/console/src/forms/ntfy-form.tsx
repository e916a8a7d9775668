import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { SettingRow } from '../components/settings/setting-row.js';
import classes from '../components/settings/settings.module.css';
import { useSubmit } from '../hooks/use-submit.js';
import { useWrite } from '../hooks/use-write.js';
import { useT } from '../i18n/use-t.js';

/** The public one. */
const EXAMPLE = 'https://ntfy.sh';

/** Makes a topic of ntfy of one's own; without a server it is made on the one that the operator trusts, else on the public one. */
export function NtfyForm(): ReactElement {
  const t = useT();
  const write = useWrite('contact-method.changed');
  const form = useForm({ initialValues: { server: '' } });
  const { busy, error, run } = useSubmit(form);
  const submit = form.onSubmit(
    ({ server }) =>
      void run(async () => {
        const wanted = server.trim();
        const body = { kind: 'ntfy', ...(wanted === '' ? {} : { server: wanted }) } as const;
        await write(() => client.POST('/me/methods', { body }), {
          say: t('settings:reached.ntfy.added'),
        });
        form.reset();
      }),
  );
  return (
    <form onSubmit={submit} noValidate>
      <SettingRow label={t('settings:reached.ntfy.add')} hint={t('settings:reached.ntfy.hint')}>
        {error && <ProblemNotice error={error} />}
        <div className={classes.line} style={{ alignItems: 'start' }}>
          <TextInput
            type="url"
            aria-label={t('settings:reached.ntfy.server')}
            placeholder={EXAMPLE}
            autoComplete="off"
            style={{ flex: 1 }}
            {...form.getInputProps('server')}
          />
          <Button type="submit" variant="default" loading={busy}>
            {t('settings:reached.ntfy.submit')}
          </Button>
        </div>
      </SettingRow>
    </form>
  );
}
