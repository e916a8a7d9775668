import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState, type ReactElement } from 'react';
import { client } from '../api/client.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { SettingRow } from '../components/settings/setting-row.js';
import classes from '../components/settings/settings.module.css';
import { useSubmit } from '../hooks/use-submit.js';
import { useWrite } from '../hooks/use-write.js';
import { useT } from '../i18n/use-t.js';
import { CopyText } from '../ui/copy-text.js';
import { FormNotice } from '../ui/form-notice.js';

/** Adds a program of one's own, which is posted to; its secret is shown here, once. */
export function WebhookForm(): ReactElement {
  const t = useT();
  const write = useWrite('contact-method.changed');
  const form = useForm({
    initialValues: { url: '' },
    validate: {
      url: (value) => (URL.canParse(value.trim()) ? null : t('settings:reached.webhook.noUrl')),
    },
  });
  const { busy, error, run } = useSubmit(form);
  const [secret, setSecret] = useState<string | null>(null);
  const submit = form.onSubmit(
    ({ url }) =>
      void run(async () => {
        const body = { kind: 'webhook', url: url.trim() } as const;
        const { data } = await write(() => client.POST('/me/methods', { body }), {
          say: t('settings:reached.webhook.added'),
        });
        setSecret(data?.secret ?? null);
        form.reset();
      }),
  );
  return (
    <form onSubmit={submit} noValidate>
      <SettingRow
        label={t('settings:reached.webhook.add')}
        id="own-webhook"
        hint={t('settings:reached.webhook.hint')}
      >
        {error && <ProblemNotice error={error} />}
        {secret !== null && (
          <FormNotice>
            {t('settings:reached.webhook.secret')}{' '}
            <CopyText text={secret} label={t('settings:reached.webhook.copy')} />
          </FormNotice>
        )}
        <div className={classes.line} style={{ alignItems: 'start' }}>
          <TextInput
            id="own-webhook"
            type="url"
            autoComplete="off"
            style={{ flex: 1 }}
            {...form.getInputProps('url')}
          />
          <Button type="submit" variant="default" loading={busy}>
            {t('settings:reached.webhook.submit')}
          </Button>
        </div>
      </SettingRow>
    </form>
  );
}
