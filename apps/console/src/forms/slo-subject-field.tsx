import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { allSubjects } from '../api/catalog-queries.js';
import { useT } from '../i18n/use-t.js';
import { AppLink } from '../ui/app-link.js';
import { FormNotice } from '../ui/form-notice.js';
import { paths } from '../util/paths.js';
import { keepDraft } from './kept-slo-draft.js';

export interface SloSubjectFieldProps {
  value: string;
  error: string | undefined;
  onChange: (subject: string) => void;
}

/** To a new subject and, once it is saved, back to the SLO. */
function NewSubject({ label }: { label: string }): ReactElement {
  return (
    <AppLink
      to={paths.subjectNew()}
      search={{ for: 'slo' }}
      className="ls-link"
      onClick={(click) => {
        if (!click.metaKey && !click.ctrlKey && !click.shiftKey && !click.altKey) keepDraft();
      }}
    >
      {label}
    </AppLink>
  );
}

/** What an SLO is about; who may write SLOs may make that too. Without any subject it says that one must be made first, and leads there. */
export function SloSubjectField({ value, error, onChange }: SloSubjectFieldProps): ReactElement {
  const t = useT();
  const { data } = useQuery(allSubjects(null));
  if (data?.length === 0)
    return (
      <FormNotice tone="warn">
        <p>{t('slo-form:noSubjects')}</p>
        <NewSubject label={t('slo-form:newSubject')} />
      </FormNotice>
    );
  return (
    <NativeSelect
      label={t('slo-form:subject')}
      description={
        <>
          {t('slo-form:subjectHint')} <NewSubject label={t('slo-form:otherSubject')} />
        </>
      }
      value={value}
      error={error}
      data={[
        { value: '', label: t('slo-form:subjectNone') },
        ...(data ?? []).map(({ slug, name }) => ({ value: slug, label: name })),
      ]}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
