import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import type { Grant } from '../api/contract.js';
import { useTerritories } from '../components/settings/use-territories.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useT } from '../i18n/use-t.js';
import { FormNotice } from '../ui/form-notice.js';
import { GrantFields, grantsComplete } from './grant-fields.js';
import { ProblemNotice } from '../components/problem-notice.js';

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
  const { busy, error, run } = useSubmit(form);
  return (
    <form
      onSubmit={form.onSubmit((values) => void run(() => onSend(values)))}
      className="ls-stack"
      noValidate
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
      {error && <ProblemNotice error={error} />}
      <div className="ls-actions">
        <Button variant="default" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
        <Button type="submit" loading={busy}>
          {t('settings:invitations.send')}
        </Button>
      </div>
    </form>
  );
}
