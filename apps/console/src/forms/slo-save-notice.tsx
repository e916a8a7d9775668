import type { ReactElement } from 'react';
import type { ApiError } from '../api/api-error.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { useT } from '../i18n/use-t.js';
import { FormNotice } from '../ui/form-notice.js';

/** Why an SLO was not saved; field problems stand at their fields. */
export function SloSaveNotice({
  error,
  slug,
  creating,
}: {
  error: ApiError | null;
  slug: string;
  creating: boolean;
}): ReactElement | null {
  const t = useT();
  if (error === null) return null;
  if (creating && error.status === 412)
    return <FormNotice>{t('slo-form:exists', { slug })}</FormNotice>;
  if (!creating && error.status === 412) return <FormNotice>{t('slo-form:gone')}</FormNotice>;
  if (error.fields.length > 0) return <FormNotice>{t('slo-form:fix')}</FormNotice>;
  return <ProblemNotice error={error} />;
}
