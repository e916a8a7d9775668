import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useWrite } from '../hooks/use-write.js';
import { useT } from '../i18n/use-t.js';
import { MethodRow } from './method-row.js';

/** Adds a mail address by which one wants to be reached; a code is sent there. */
export function AddressForm(): ReactElement {
  const t = useT();
  const write = useWrite('contact-method.changed');
  const form = useForm({
    initialValues: { address: '' },
    validate: { address: (value) => (value.includes('@') ? null : t('problems:field.email')) },
  });
  const submit = useSubmit(form);
  const send = form.onSubmit(
    ({ address }) =>
      void submit.run(async () => {
        const body = { kind: 'mail', address: address.trim() } as const;
        await write(() => client.POST('/me/methods', { body }), {
          say: t('settings:reached.added', { address: body.address }),
        });
        form.reset();
      }),
  );
  return (
    <MethodRow
      label={t('settings:reached.add')}
      hint={t('settings:reached.addHint')}
      action={t('settings:reached.addSubmit')}
      field={{
        id: 'further-address',
        type: 'email',
        autoComplete: 'email',
        ...form.getInputProps('address'),
      }}
      submit={submit}
      onSubmit={send}
    />
  );
}
