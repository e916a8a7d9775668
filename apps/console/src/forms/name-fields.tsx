import { NativeSelect, TextInput } from '@mantine/core';
import type { ChangeEvent, ReactElement } from 'react';
import { useTerritories } from '../components/settings/use-territories.js';
import type { Translate } from '../i18n/message-key.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import classes from '../ui/form.module.css';
import { isSlug, slugOf } from '../util/slug.js';

/** Nouns of the catalog; each has texts of its own under the same names. */
export type CatalogNoun = 'teams' | 'environments' | 'subjects';

/** What has the texts of these fields, as `form.…`. */
type NamedNoun = CatalogNoun | 'policies' | 'schedules' | 'sources' | 'heartbeats';

/** What these fields need of a form that has a name and a slug. */
interface NamedForm {
  isTouched: (path: 'slug') => boolean;
  setFieldValue: (path: 'name' | 'slug', value: string) => void;
  getInputProps: (path: 'name' | 'slug' | 'territory') => object;
}

export interface NameFieldsProps {
  noun: NamedNoun;
  form: NamedForm;
  /** The slug can be chosen only once; it follows the name until it is typed. */
  creating: boolean;
}

export function needed(t: Translate): (value: string) => string | null {
  return (value) => (value.trim() === '' ? t('problems:field.required') : null);
}

/** The rules for a name and a slug. */
export function nameRules(
  t: Translate,
  creating: boolean,
): Record<'name' | 'slug', (value: string) => string | null> {
  return {
    name: needed(t),
    slug: (value) => (creating && !isSlug(value) ? t('problems:field.pattern') : null),
  };
}

/** What it is called, and, while it is made, its slug. */
export function NameFields({ noun, form, creating }: NameFieldsProps): ReactElement {
  const t = useT();
  const rename = ({ currentTarget: { value } }: ChangeEvent<HTMLInputElement>): void => {
    if (creating && !form.isTouched('slug')) form.setFieldValue('slug', slugOf(value));
    form.setFieldValue('name', value);
  };
  return (
    <>
      <TextInput
        label={t(`${noun}:form.name`)}
        data-autofocus
        {...form.getInputProps('name')}
        onChange={rename}
      />
      {creating && (
        <TextInput
          label={t(`${noun}:form.slug`)}
          description={t(`${noun}:form.slugHint`)}
          spellCheck={false}
          classNames={{ input: classes.mono }}
          {...form.getInputProps('slug')}
        />
      )}
    </>
  );
}

/** Where it is at home. */
export function TerritoryField({ noun, form }: Omit<NameFieldsProps, 'creating'>): ReactElement {
  const t = useT();
  const language = useLanguage();
  return (
    <NativeSelect
      label={t(`${noun}:form.territory`)}
      data={useTerritories().map(({ code, name }) => ({ value: code, label: name[language] }))}
      {...form.getInputProps('territory')}
    />
  );
}
