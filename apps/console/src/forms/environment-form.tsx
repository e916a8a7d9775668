import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import type { Environment } from '../api/contract.js';
import { useTerritories } from '../components/settings/use-territories.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { isSlug, slugOf } from '../util/slug.js';
import classes from '../ui/form.module.css';
import { ProblemNotice } from '../components/problem-notice.js';

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
  const language = useLanguage();
  const territories = useTerritories();
  const needed = (value: string): string | null =>
    value.trim() === '' ? t('problems:field.required') : null;
  const form = useForm<EnvironmentValues>({
    initialValues: initial,
    validate: {
      name: needed,
      owner: needed,
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
        label={t('environments:form.name')}
        data-autofocus
        {...form.getInputProps('name')}
        onChange={(event) => rename(event.currentTarget.value)}
      />
      {creating && (
        <TextInput
          label={t('environments:form.slug')}
          description={t('environments:form.slugHint')}
          spellCheck={false}
          classNames={{ input: classes.mono }}
          {...form.getInputProps('slug')}
        />
      )}
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
      <NativeSelect
        label={t('environments:form.territory')}
        data={territories.map(({ code, name }) => ({ value: code, label: name[language] }))}
        {...form.getInputProps('territory')}
      />
      {error && <ProblemNotice error={error} />}
      <div className="ls-actions">
        <Button variant="default" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
        <Button type="submit" loading={busy}>
          {t(creating ? 'environments:form.create' : 'environments:form.save')}
        </Button>
      </div>
    </form>
  );
}
