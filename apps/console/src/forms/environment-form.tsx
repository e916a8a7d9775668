import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import type { Environment } from '../api/contract.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useT } from '../i18n/use-t.js';
import { FormShell } from './form-shell.js';
import { NameFields, TerritoryField, nameRules, needed } from './name-fields.js';

export type EnvironmentValues = Pick<
  Environment,
  'slug' | 'name' | 'purpose' | 'availability' | 'access' | 'owner' | 'territory'
>;

/** Creating and editing an environment. */
export function EnvironmentForm({
  initial,
  creating,
  onSend,
  onCancel,
}: {
  initial: EnvironmentValues;
  creating: boolean;
  onSend: (values: EnvironmentValues) => Promise<void>;
  onCancel: () => void;
}): ReactElement {
  const t = useT();
  const form = useForm<EnvironmentValues>({
    initialValues: initial,
    validate: { ...nameRules(t, creating), owner: needed(t) },
  });
  const submit = useSubmit(form);
  return (
    <FormShell
      submit={submit}
      onSubmit={form.onSubmit((values) => void submit.run(() => onSend(values)))}
      onCancel={onCancel}
      action={t(creating ? 'environments:form.create' : 'environments:form.save')}
    >
      <NameFields noun="environments" form={form} creating={creating} />
      <TextInput label={t('environments:form.purpose')} {...form.getInputProps('purpose')} />
      <TextInput
        label={t('environments:form.availability')}
        description={t('environments:form.availabilityHint')}
        {...form.getInputProps('availability')}
      />
      <TextInput label={t('environments:form.access')} {...form.getInputProps('access')} />
      <TextInput
        label={t('environments:form.owner')}
        description={t('environments:form.ownerHint')}
        {...form.getInputProps('owner')}
      />
      <TerritoryField noun="environments" form={form} />
    </FormShell>
  );
}
