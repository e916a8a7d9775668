import { NativeSelect, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactElement } from 'react';
import { BACKUP_SLOT, BACKUP_SLOTS, DATA_CLASS } from '../components/subject/subject-words.js';
import { useT } from '../i18n/use-t.js';
import classes from '../ui/form.module.css';
import type { SubjectValues } from './subject-form-values.js';

const CLASSES = ['personal', 'business', 'analytics'] as const;

/** What only some kinds need: an address, a data class, and for data stores the four slots of a backup. */
export function SubjectExtras({ form }: { form: UseFormReturnType<SubjectValues> }): ReactElement {
  const t = useT();
  return (
    <>
      <div className={classes.pair}>
        <TextInput label={t('subjects:form.url')} type="url" {...form.getInputProps('url')} />
        <NativeSelect
          label={t('subjects:form.dataClass')}
          {...form.getInputProps('dataClass')}
          data={[
            { value: '', label: t('subjects:dataClass.none') },
            ...CLASSES.map((one) => ({ value: one, label: t(DATA_CLASS[one]) })),
          ]}
        />
      </div>
      {form.values.kind === 'data-store' && (
        <fieldset className={classes.fieldset}>
          <legend>{t('subjects:form.backup')}</legend>
          <div className={classes.four}>
            {BACKUP_SLOTS.map((slot) => (
              <TextInput
                key={slot}
                label={t(BACKUP_SLOT[slot])}
                classNames={{ input: classes.mono }}
                spellCheck={false}
                {...form.getInputProps(`backup.${slot}`)}
              />
            ))}
          </div>
          <p className="ls-tiny ls-quiet">{t('subjects:form.backupHint')}</p>
        </fieldset>
      )}
    </>
  );
}
