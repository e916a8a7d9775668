import { TagsInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import type { Team } from '../api/contract.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useT } from '../i18n/use-t.js';
import { FormShell } from './form-shell.js';
import { NameFields, TerritoryField, nameRules } from './name-fields.js';

export type TeamValues = Pick<Team, 'slug' | 'name' | 'description' | 'territory' | 'members'>;

/** Creating and editing a team. */
export function TeamForm({
  initial,
  creating,
  onSend,
  onCancel,
}: {
  initial: TeamValues;
  creating: boolean;
  onSend: (values: TeamValues) => Promise<void>;
  onCancel: () => void;
}): ReactElement {
  const t = useT();
  const form = useForm<TeamValues>({ initialValues: initial, validate: nameRules(t, creating) });
  const submit = useSubmit(form);
  return (
    <FormShell
      submit={submit}
      onSubmit={form.onSubmit((values) => void submit.run(() => onSend(values)))}
      onCancel={onCancel}
      action={t(creating ? 'teams:form.create' : 'teams:form.save')}
    >
      <NameFields noun="teams" form={form} creating={creating} />
      <Textarea
        label={t('teams:form.description')}
        autosize
        minRows={2}
        {...form.getInputProps('description')}
      />
      <TerritoryField noun="teams" form={form} />
      <TagsInput
        label={t('teams:form.members')}
        description={t('teams:form.membersHint')}
        splitChars={[',', ' ', ';']}
        {...form.getInputProps('members')}
      />
    </FormShell>
  );
}
