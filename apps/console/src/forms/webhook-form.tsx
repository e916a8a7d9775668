import { useForm } from '@mantine/form';
import { useState, type ReactElement } from 'react';
import { client } from '../api/client.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useWrite } from '../hooks/use-write.js';
import { useT } from '../i18n/use-t.js';
import { CopyText } from '../ui/copy-text.js';
import { FormNotice } from '../ui/form-notice.js';
import { MethodRow } from './method-row.js';

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
  const submit = useSubmit(form);
  const [secret, setSecret] = useState<string | null>(null);
  const send = form.onSubmit(
    ({ url }) =>
      void submit.run(async () => {
        const body = { kind: 'webhook', url: url.trim() } as const;
        const { data } = await write(() => client.POST('/me/methods', { body }), {
          say: t('settings:reached.webhook.added'),
        });
        setSecret(data?.secret ?? null);
        form.reset();
      }),
  );
  return (
    <MethodRow
      label={t('settings:reached.webhook.add')}
      hint={t('settings:reached.webhook.hint')}
      action={t('settings:reached.webhook.submit')}
      field={{ id: 'own-webhook', type: 'url', ...form.getInputProps('url') }}
      submit={submit}
      onSubmit={send}
    >
      {secret !== null && (
        <FormNotice>
          {t('settings:reached.webhook.secret')}{' '}
          <CopyText text={secret} label={t('settings:reached.webhook.copy')} />
        </FormNotice>
      )}
    </MethodRow>
  );
}
