import { ActionIcon, NativeSelect, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { allSubjects } from '../api/catalog-queries.js';
import { SEVERITY_NAME } from '../components/incident/incident-words.js';
import { useT } from '../i18n/use-t.js';
import classes from '../ui/form.module.css';
import rowClasses from './source-rows.module.css';
import {
  blankMapping,
  blankWord,
  SEVERITIES,
  type MappingValues,
  type WordValues,
} from './source-form-values.js';

type Errors = Readonly<Record<string, ReactNode>>;

interface RowsProps<T extends { key: string }> {
  legend: string;
  hint: string;
  add: string;
  rows: T[];
  blank: () => T;
  /** what a row's button to take it out says */
  removes: (row: T) => string;
  onChange: (rows: T[]) => void;
  children: (row: T, at: number, change: (next: Partial<T>) => void) => ReactNode;
}

/** Rows of a form, added and taken out one by one. */
function Rows<T extends { key: string }>(props: RowsProps<T>): ReactElement {
  const { legend, hint, add, rows, blank, removes, onChange, children } = props;
  return (
    <fieldset className={classes.fieldset}>
      <legend>{legend}</legend>
      <p className="ls-tiny ls-quiet">{hint}</p>
      {rows.map((row, at) => (
        <div key={row.key} className={rowClasses.row}>
          {children(row, at, (next) => onChange(rows.with(at, { ...row, ...next })))}
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={removes(row)}
            onClick={() => onChange(rows.toSpliced(at, 1))}
          >
            <IconX size={16} stroke={1.6} />
          </ActionIcon>
        </div>
      ))}
      <button type="button" className={classes.inline} onClick={() => onChange([...rows, blank()])}>
        {add}
      </button>
    </fieldset>
  );
}

/** Which labels say what an alert is about. */
export function MappingRows({
  rows,
  errors,
  onChange,
}: {
  rows: MappingValues[];
  errors: Errors;
  onChange: (rows: MappingValues[]) => void;
}): ReactElement {
  const t = useT();
  const subjects = useQuery(allSubjects(null)).data ?? [];
  return (
    <Rows
      legend={t('source-form:mappings')}
      hint={t('source-form:mappingsHint')}
      add={t('source-form:addMapping')}
      rows={rows}
      blank={blankMapping}
      removes={({ label, value }) => t('source-form:removeRow', { name: `${label} ${value}` })}
      onChange={onChange}
    >
      {(row, at, change) => (
        <>
          <TextInput
            aria-label={t('source-form:label')}
            placeholder={t('source-form:label')}
            value={row.label}
            error={errors[`mappings.${at}.label`]}
            spellCheck={false}
            classNames={{ input: classes.mono }}
            onChange={({ currentTarget }) => change({ label: currentTarget.value })}
          />
          <TextInput
            aria-label={t('source-form:value')}
            placeholder={t('source-form:value')}
            value={row.value}
            error={errors[`mappings.${at}.value`]}
            spellCheck={false}
            classNames={{ input: classes.mono }}
            onChange={({ currentTarget }) => change({ value: currentTarget.value })}
          />
          <NativeSelect
            aria-label={t('source-form:subject')}
            value={row.subject}
            error={errors[`mappings.${at}.subject`]}
            data={[
              { value: '', label: t('source-form:subject') },
              ...subjects.map(({ slug, name }) => ({ value: slug, label: name })),
            ]}
            onChange={({ currentTarget }) => change({ subject: currentTarget.value })}
          />
        </>
      )}
    </Rows>
  );
}

/** What the words of the label `severity` mean, beside those that are known everywhere. */
export function WordRows({
  rows,
  error,
  onChange,
}: {
  rows: WordValues[];
  error: ReactNode;
  onChange: (rows: WordValues[]) => void;
}): ReactElement {
  const t = useT();
  return (
    <>
      <Rows
        legend={t('source-form:words')}
        hint={t('source-form:wordsHint')}
        add={t('source-form:addWord')}
        rows={rows}
        blank={blankWord}
        removes={({ word }) => t('source-form:removeRow', { name: word })}
        onChange={onChange}
      >
        {(row, _at, change) => (
          <>
            <TextInput
              aria-label={t('source-form:word')}
              placeholder={t('source-form:word')}
              value={row.word}
              spellCheck={false}
              classNames={{ input: classes.mono }}
              onChange={({ currentTarget }) => change({ word: currentTarget.value })}
            />
            <NativeSelect
              aria-label={t('source-form:severity')}
              value={row.severity}
              data={SEVERITIES.map((severity) => ({
                value: severity,
                label: t(SEVERITY_NAME[severity]),
              }))}
              onChange={({ currentTarget }) =>
                change({ severity: currentTarget.value as WordValues['severity'] })
              }
            />
          </>
        )}
      </Rows>
      {error && <p className={classes.error}>{error}</p>}
    </>
  );
}
