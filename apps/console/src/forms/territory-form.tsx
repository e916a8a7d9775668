import { TERRITORY_CODE } from '#contract';
import { TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import type { Territory } from '../api/contract.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useT } from '../i18n/use-t.js';
import classes from '../ui/form.module.css';
import { FormShell } from './form-shell.js';

export interface TerritoryValues {
  code: string;
  en: string;
  de: string;
  matchers: string;
}

/** A territory's code (fixed once made), its name in both languages, and what its objectives' expressions must carry. */
export function TerritoryForm({
  territory,
  taken,
  onSend,
  onCancel,
}: {
  territory: Territory | null;
  /** codes that a new one cannot have: saving would rename the one there is */
  taken: readonly string[];
  onSend: (values: TerritoryValues) => Promise<void>;
  onCancel: () => void;
}): ReactElement {
  const t = useT();
  const needed = (value: string): string | null =>
    value.trim() === '' ? t('problems:field.required') : null;
  const form = useForm<TerritoryValues>({
    initialValues: {
      code: territory?.code ?? '',
      en: territory?.name.en ?? '',
      de: territory?.name.de ?? '',
      matchers: territory?.matchers ?? '',
    },
    validate: {
      code: (value) => {
        if (!TERRITORY_CODE.test(value)) return t('settings:territories.form.codeHint');
        return territory === null && taken.includes(value) ? t('problems:field.taken') : null;
      },
      en: needed,
      de: needed,
    },
  });
  const submit = useSubmit(form);
  return (
    <FormShell
      submit={submit}
      onSubmit={form.onSubmit((values) => void submit.run(() => onSend(values)))}
      onCancel={onCancel}
      action={t('settings:territories.form.save')}
    >
      <TextInput
        label={t('settings:territories.form.code')}
        description={t('settings:territories.form.codeHint')}
        disabled={territory !== null}
        maxLength={8}
        classNames={{ input: classes.mono }}
        {...form.getInputProps('code')}
        onChange={(event) => form.setFieldValue('code', event.currentTarget.value.toUpperCase())}
      />
      <TextInput
        label={t('settings:territories.form.en')}
        lang="en"
        {...form.getInputProps('en')}
      />
      <TextInput
        label={t('settings:territories.form.de')}
        lang="de"
        {...form.getInputProps('de')}
      />
      <TextInput
        label={t('settings:territories.form.matchers')}
        description={t('settings:territories.form.matchersHint')}
        placeholder={'region="de"'}
        spellCheck={false}
        classNames={{ input: classes.mono }}
        {...form.getInputProps('matchers')}
      />
    </FormShell>
  );
}
