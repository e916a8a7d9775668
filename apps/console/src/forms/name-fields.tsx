import { NativeSelect, TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ChangeEvent, ReactElement, ReactNode } from 'react';
import { useMe } from '../api/use-me.js';
import { useTerritories } from '../components/settings/use-territories.js';
import type { Translate } from '../i18n/message-key.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { FormNotice } from '../ui/form-notice.js';
import classes from '../ui/form.module.css';
import { LOCALE } from '../util/format/locale.js';
import { isSlug, slugOf } from '../util/slug.js';

/** Nouns of the catalog; each has texts of its own under the same names. */
export type CatalogNoun = 'teams' | 'environments' | 'subjects';

/** What has the texts of these fields, as `form.…`. */
type NamedNoun = CatalogNoun | 'policies' | 'schedules' | 'sources' | 'heartbeats' | 'maintenance';

/** What these fields need of a form that has a name and a slug. */
interface NamedForm {
  isTouched: (path: 'slug') => boolean;
  setFieldValue: (path: 'name' | 'slug', value: string) => void;
  getInputProps: (path: 'name' | 'slug') => object;
}

/** What the field of its home needs. */
interface HomedForm {
  setFieldValue: (path: 'territory', value: string) => void;
  values: { territory: string };
  getInputProps: (path: 'territory') => object;
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

/** Something with a home that was chosen in a form. */
export interface AtHome {
  name: string;
  territory: string;
}

/**
 * Where it is at home. While it is made, that follows what was chosen beside it, until somebody chooses it themselves; where the two
 * differ, that is said before anything is saved.
 * @param beside what was chosen, the one that is followed first
 */
export function TerritoryField({
  noun,
  form,
  creating = false,
  beside = [],
}: Pick<NameFieldsProps, 'noun'> & {
  form: HomedForm;
  creating?: boolean;
  beside?: readonly AtHome[];
}): ReactElement {
  const t = useT();
  const language = useLanguage();
  const own = useMe()?.territories;
  const territories = useTerritories();
  const byHand = useRef(false);
  const home = beside[0]?.territory;
  const here = form.values.territory;
  useEffect(() => {
    if (!creating || byHand.current || home === undefined || home === here) return;
    if (own?.includes(home)) form.setFieldValue('territory', home);
  }, [creating, form, here, home, own]);
  const others = beside.filter(({ territory }) => territory !== here);
  const nameOf = (code: string) =>
    territories.find((one) => one.code === code)?.name[language] ?? code;
  const list = new Intl.ListFormat(LOCALE[language]);
  const props = form.getInputProps('territory') as {
    onChange: (event: ChangeEvent<HTMLSelectElement>) => void;
  };
  return (
    <div>
      <NativeSelect
        label={t(`${noun}:form.territory`)}
        data={territories.map(({ code, name }) => ({ value: code, label: name[language] }))}
        {...props}
        onChange={(event) => {
          byHand.current = true;
          props.onChange(event);
        }}
      />
      {others.length > 0 && (
        <FormNotice tone="warn">
          {t('forms:territoryOther', {
            names: list.format(others.map(({ name }) => name)),
            count: others.length,
            theirs: list.format([...new Set(others.map(({ territory }) => nameOf(territory)))]),
            here: nameOf(here),
          })}
        </FormNotice>
      )}
    </div>
  );
}

/** The head of a form: what it is called and where it is at home, side by side, and what else belongs there. */
export function HeadFields({
  noun,
  form,
  creating,
  beside,
  children,
}: NameFieldsProps & {
  form: NamedForm & HomedForm;
  /** what was chosen beside its home, which follows it while it is made; left out where it follows nothing */
  beside?: readonly AtHome[];
  children?: ReactNode;
}): ReactElement {
  return (
    <div className={classes.pair}>
      <NameFields noun={noun} form={form} creating={creating} />
      <TerritoryField
        noun={noun}
        form={form}
        {...(beside === undefined ? {} : { creating, beside })}
      />
      {children}
    </div>
  );
}
