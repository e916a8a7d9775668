import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useWrite } from '../hooks/use-write.js';
import { useT } from '../i18n/use-t.js';
import { MethodRow } from './method-row.js';

/** The public one. */
const EXAMPLE = 'https://ntfy.sh';

/** Makes a topic of ntfy of one's own; without a server it is made on the one that the operator trusts, else on the public one. */
export function NtfyForm(): ReactElement {
  const t = useT();
  const write = useWrite('contact-method.changed');
  const form = useForm({ initialValues: { server: '' } });
  const submit = useSubmit(form);
  const send = form.onSubmit(
    ({ server }) =>
      void submit.run(async () => {
        const wanted = server.trim();
        const body = { kind: 'ntfy', ...(wanted === '' ? {} : { server: wanted }) } as const;
        await write(() => client.POST('/me/methods', { body }), {
          say: t('settings:reached.ntfy.added'),
        });
        form.reset();
      }),
  );
  return (
    <MethodRow
      label={t('settings:reached.ntfy.add')}
      hint={t('settings:reached.ntfy.hint')}
      action={t('settings:reached.ntfy.submit')}
      field={{
        type: 'url',
        'aria-label': t('settings:reached.ntfy.server'),
        placeholder: EXAMPLE,
        ...form.getInputProps('server'),
      }}
      submit={submit}
      onSubmit={send}
    />
  );
}
