import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import type { Grant } from '../api/contract.js';
import { useTerritories } from '../components/settings/use-territories.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useT } from '../i18n/use-t.js';
import { FormNotice } from '../ui/form-notice.js';
import { GrantFields, grantsComplete } from './grant-fields.js';
import { FormShell } from './form-shell.js';

export interface InvitationValues {
  email: string;
  grants: Grant[];
}

/** Whom to invite, and with which roles where. */
export function InvitationForm({
  onSend,
  onCancel,
}: {
  onSend: (values: InvitationValues) => Promise<void>;
  onCancel: () => void;
}): ReactElement {
  const t = useT();
  const territories = useTerritories();
  const form = useForm<InvitationValues>({
    initialValues: { email: '', grants: [{ role: 'viewer', territories: [] }] },
    validate: {
      email: (value) => (/^\S+@\S+\.\S+$/.test(value) ? null : t('problems:field.email')),
      grants: (value) => (grantsComplete(value) ? null : t('settings:grants.need')),
    },
  });
  const submit = useSubmit(form);
  return (
    <FormShell
      submit={submit}
      onSubmit={form.onSubmit((values) => void submit.run(() => onSend(values)))}
      onCancel={onCancel}
      action={t('settings:invitations.send')}
    >
      <TextInput
        label={t('settings:invitations.email')}
        type="email"
        data-autofocus
        autoComplete="off"
        {...form.getInputProps('email')}
      />
      <GrantFields
        grants={form.values.grants}
        territories={territories}
        onChange={(grants) => form.setFieldValue('grants', grants)}
      />
      {form.errors['grants'] && <FormNotice tone="warn">{form.errors['grants']}</FormNotice>}
    </FormShell>
  );
}
