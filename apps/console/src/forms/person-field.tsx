import { TextInput } from '@mantine/core';
import { useId } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { useT } from '../i18n/use-t.js';
import type { KnownPerson } from './use-known-people.js';

/** Somebody by their address; those who are known are offered, and the name of whoever is meant stands below. */
export function PersonField({
  label,
  value,
  people,
  error,
  id,
  onChange,
}: {
  label: string;
  /** A mail address. */
  value: string;
  people: readonly KnownPerson[];
  error?: ReactNode;
  id?: string;
  onChange: (email: string) => void;
}): ReactElement {
  const t = useT();
  const list = useId();
  const known = people.find(({ email }) => email === value);
  return (
    <div>
      <TextInput
        id={id}
        type="email"
        list={list}
        aria-label={label}
        placeholder={t('policy-form:address')}
        value={value}
        error={error}
        description={known?.name}
        inputWrapperOrder={['input', 'description', 'error']}
        spellCheck={false}
        autoComplete="off"
        onChange={({ currentTarget }) => onChange(currentTarget.value.trim())}
      />
      <datalist id={list}>
        {people.map(({ name, email }) => (
          <option key={email} value={email}>
            {name}
          </option>
        ))}
      </datalist>
    </div>
  );
}
