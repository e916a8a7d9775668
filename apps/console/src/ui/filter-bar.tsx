import { NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { useT } from '../i18n/use-t.js';
import classes from './filter-bar.module.css';

/** The line of filters above a list; what it filters by lives in the address. */
export function FilterBar({
  children,
  filtered,
  onClear,
}: {
  children: ReactNode;
  filtered: boolean;
  onClear: () => void;
}): ReactElement {
  const t = useT();
  return (
    <search className={classes.bar} data-print="no">
      {children}
      {filtered && (
        <button type="button" className={classes.clear} onClick={onClear}>
          {t('common:clearFilters')}
        </button>
      )}
    </search>
  );
}

const QUIET_MS = 200;

/** The list's search field (`/` focuses it). Typing shows at once and reaches the address when the fingers rest. */
export function SearchField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}): ReactElement {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  const [sent, setSent] = useState(value);
  if (value !== seen) {
    setSeen(value);
    // Not what was typed here: somebody went back, or cleared the filters.
    if (value !== sent) {
      setText(value);
      setSent(value);
    }
  }
  useEffect(() => {
    if (text === sent) return undefined;
    const timer = setTimeout(() => {
      setSent(text);
      onChange(text);
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [onChange, sent, text]);
  return (
    <TextInput
      type="search"
      className={classes.search}
      aria-label={label}
      placeholder={label}
      value={text}
      leftSection={<IconSearch size={16} stroke={1.6} />}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
}

export interface FilterOption {
  value: string;
  label: string;
}

/** One choice among a few; the first option means no filter. */
export function FilterSelect({
  label,
  all,
  options,
  value,
  onChange,
}: {
  label: string;
  all: string;
  options: readonly FilterOption[];
  value: string | null;
  onChange: (value: string | null) => void;
}): ReactElement {
  return (
    <NativeSelect
      className={classes.select}
      aria-label={label}
      value={value ?? ''}
      data={[{ value: '', label: all }, ...options]}
      data-chosen={value !== null || undefined}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    />
  );
}
