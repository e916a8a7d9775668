import { ActionIcon, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import { useT } from '../i18n/use-t.js';
import classes from '../ui/form.module.css';
import type { LabelPair } from './subject-form-values.js';

/** Labels as rows of key and value. */
export function LabelFields({
  labels,
  error,
  onChange,
}: {
  labels: readonly LabelPair[];
  error?: ReactNode;
  onChange: (labels: LabelPair[]) => void;
}): ReactElement {
  const t = useT();
  const change = (index: number, pair: Partial<LabelPair>): void =>
    onChange(labels.map((label, at) => (at === index ? { ...label, ...pair } : label)));
  return (
    <fieldset className={classes.fieldset}>
      <legend>{t('subjects:form.labels')}</legend>
      {labels.map((label, index) => (
        <div key={index} className={classes.labelRow}>
          <TextInput
            aria-label={t('subjects:form.labelKey')}
            placeholder={t('subjects:form.labelKey')}
            value={label.key}
            spellCheck={false}
            classNames={{ input: classes.mono }}
            onChange={(event) => change(index, { key: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t('subjects:form.labelValue')}
            placeholder={t('subjects:form.labelValue')}
            value={label.value}
            spellCheck={false}
            classNames={{ input: classes.mono }}
            onChange={(event) => change(index, { value: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t('subjects:form.removeLabel', { key: label.key })}
            onClick={() => onChange(labels.filter((_label, at) => at !== index))}
          >
            <IconX size={16} stroke={1.6} />
          </ActionIcon>
        </div>
      ))}
      {error && (
        <p className={classes.error} data-fault>
          {error}
        </p>
      )}
      <button
        type="button"
        className={classes.inline}
        onClick={() => onChange([...labels, { key: '', value: '' }])}
      >
        {t('subjects:form.addLabel')}
      </button>
    </fieldset>
  );
}
