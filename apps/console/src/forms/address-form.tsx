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

/** Adds a mail address by which one wants to be reached; a code is sent there. */
export function AddressForm(): ReactElement {
  const t = useT();
  const write = useWrite('contact-method.changed');
  const form = useForm({
    initialValues: { address: '' },
    validate: { address: (value) => (value.includes('@') ? null : t('problems:field.email')) },
  });
  const { busy, error, run } = useSubmit(form);
  const submit = form.onSubmit(
    ({ address }) =>
      void run(async () => {
        const body = { kind: 'mail', address: address.trim() } as const;
        await write(() => client.POST('/me/methods', { body }), {
          say: t('settings:reached.added', { address: body.address }),
        });
        form.reset();
      }),
  );
  return (
    <form onSubmit={submit} noValidate>
      <SettingRow
        label={t('settings:reached.add')}
        id="further-address"
        hint={t('settings:reached.addHint')}
      >
        {error && <ProblemNotice error={error} />}
        <div className={classes.line} style={{ alignItems: 'start' }}>
          <TextInput
            id="further-address"
            type="email"
            autoComplete="email"
            style={{ flex: 1 }}
            {...form.getInputProps('address')}
          />
          <Button type="submit" variant="default" loading={busy}>
            {t('settings:reached.addSubmit')}
          </Button>
        </div>
      </SettingRow>
    </form>
  );
}
