import type { Permission } from '#contract';
import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { useMe } from '../api/use-me.js';
import { useTerritories } from '../components/settings/use-territories.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import classes from '../ui/form.module.css';
import { FormShell } from './form-shell.js';

export interface TokenValues {
  name: string;
  scopes: Permission[];
  territories: string[];
  /** Days until it expires; '' for never. */
  days: string;
}

const DAYS = ['30', '90', '365'];

/** What a new token is called, may do, where, and for how long. Nobody can give more than they have. */
export function TokenForm({
  onSend,
  onCancel,
}: {
  onSend: (values: TokenValues) => Promise<void>;
  onCancel: () => void;
}): ReactElement {
  const t = useT();
  const language = useLanguage();
  const me = useMe();
  const territories = useTerritories().filter(({ code }) => me?.territories.includes(code));
  const form = useForm<TokenValues>({
    initialValues: { name: '', scopes: [], territories: [...(me?.territories ?? [])], days: '90' },
    validate: {
      name: (value) => (value.trim() === '' ? t('problems:field.required') : null),
      scopes: (value) => (value.length === 0 ? t('settings:tokens.form.needScope') : null),
      territories: (value) => (value.length === 0 ? t('problems:field.required') : null),
    },
  });
  const submit = useSubmit(form);
  return (
    <FormShell
      submit={submit}
      onSubmit={form.onSubmit((values) => void submit.run(() => onSend(values)))}
      onCancel={onCancel}
      action={t('settings:tokens.form.create')}
    >
      <TextInput
        label={t('settings:tokens.form.name')}
        description={t('settings:tokens.form.nameHint')}
        data-autofocus
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <Checkbox.Group label={t('settings:tokens.form.scopes')} {...form.getInputProps('scopes')}>
        <div className={classes.checks}>
          {me?.permissions.map((scope) => (
            <Checkbox key={scope} size="xs" value={scope} label={<code>{scope}</code>} />
          ))}
        </div>
      </Checkbox.Group>
      <Checkbox.Group
        label={t('settings:tokens.form.territories')}
        {...form.getInputProps('territories')}
      >
        <div className={classes.checks}>
          {territories.map(({ code, name }) => (
            <Checkbox key={code} size="xs" value={code} label={name[language]} />
          ))}
        </div>
      </Checkbox.Group>
      <NativeSelect
        label={t('settings:tokens.form.expires')}
        {...form.getInputProps('days')}
        data={[
          ...DAYS.map((days) => ({
            value: days,
            label: t('settings:tokens.form.days', { days: Number(days) }),
          })),
          { value: '', label: t('settings:tokens.form.never') },
        ]}
      />
    </FormShell>
  );
}
