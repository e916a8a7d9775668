import { Button, NativeSelect, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api } from '../api/client.js';
import type { Team } from '../api/contract.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { isSlug, slugOf } from '../util/slug.js';
import classes from '../ui/form.module.css';
import { ProblemNotice } from '../components/problem-notice.js';

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
  const language = useLanguage();
  const territories = useQuery(api.queryOptions('get', '/territories', {})).data?.items ?? [];
  const form = useForm<TeamValues>({
    initialValues: initial,
    validate: {
      name: (value) => (value.trim() === '' ? t('problems:field.required') : null),
      slug: (value) => (creating && !isSlug(value) ? t('problems:field.pattern') : null),
    },
  });
  const { busy, error, run } = useSubmit(form);
  const rename = (name: string): void => {
    if (creating && !form.isTouched('slug')) form.setFieldValue('slug', slugOf(name));
    form.setFieldValue('name', name);
  };
  return (
    <form
      onSubmit={form.onSubmit((values) => void run(() => onSend(values)))}
      className="ls-stack"
      noValidate
    >
      <TextInput
        label={t('teams:form.name')}
        data-autofocus
        {...form.getInputProps('name')}
        onChange={(event) => rename(event.currentTarget.value)}
      />
      {creating && (
        <TextInput
          label={t('teams:form.slug')}
          description={t('teams:form.slugHint')}
          spellCheck={false}
          classNames={{ input: classes.mono }}
          {...form.getInputProps('slug')}
        />
      )}
      <Textarea
        label={t('teams:form.description')}
        autosize
        minRows={2}
        {...form.getInputProps('description')}
      />
      <NativeSelect
        label={t('teams:form.territory')}
        data={territories.map(({ code, name }) => ({ value: code, label: name[language] }))}
        {...form.getInputProps('territory')}
      />
      <TagsInput
        label={t('teams:form.members')}
        description={t('teams:form.membersHint')}
        splitChars={[',', ' ', ';']}
        {...form.getInputProps('members')}
      />
      {error && <ProblemNotice error={error} />}
      <div className="ls-actions">
        <Button variant="default" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
        <Button type="submit" loading={busy}>
          {t(creating ? 'teams:form.create' : 'teams:form.save')}
        </Button>
      </div>
    </form>
  );
}
