import { TERRITORY_CODE } from '#contract';
import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import type { Territory } from '../api/contract.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useT } from '../i18n/use-t.js';
import classes from '../ui/form.module.css';
import { ProblemNotice } from '../components/problem-notice.js';

export interface TerritoryValues {
  code: string;
  en: string;
  de: string;
}

/** A territory's code (fixed once made) and its name in both languages. */
export function TerritoryForm({
  territory,
  onSend,
  onCancel,
}: {
  territory: Territory | null;
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
    },
    validate: {
      code: (value) =>
        TERRITORY_CODE.test(value) ? null : t('settings:territories.form.codeHint'),
      en: needed,
      de: needed,
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
      {error && <ProblemNotice error={error} />}
      <div className="ls-actions">
        <Button variant="default" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
        <Button type="submit" loading={busy}>
          {t('settings:territories.form.save')}
        </Button>
      </div>
    </form>
  );
}
