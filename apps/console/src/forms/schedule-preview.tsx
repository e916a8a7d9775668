import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import { asApiError } from '../api/api-error.js';
import type { ScheduleInput } from '../api/contract.js';
import { previewOf } from '../api/schedule-preview.js';
import { useFieldText } from '../hooks/use-field-text.js';
import { useNow } from '../hooks/use-now.js';
import { useProblemText } from '../hooks/use-problem-text.js';
import { useT } from '../i18n/use-t.js';
import { FormNotice } from '../ui/form-notice.js';
import classes from './arrange.module.css';
import { isComplete, scheduleInput } from './schedule-form-values.js';
import type { ScheduleValues } from './schedule-form-values.js';
import { PreviewedShifts } from './previewed-shifts.js';

/** While somebody types on, nothing is asked. */
const PAUSE_MS = 500;

/** Who would be on call over the next twelve weeks if the form were saved as it stands, by the server's own resolver. */
export function SchedulePreview({ values }: { values: ScheduleValues }): ReactElement {
  const t = useT();
  const now = useNow(3_600_000);
  const written = useMemo(() => JSON.stringify([values.slug, scheduleInput(values)]), [values]);
  const complete = isComplete(values);
  // Both go through the pause together: what was incomplete when it was typed is not asked for.
  const [[asked, askable]] = useDebouncedValue(
    useMemo(() => [written, complete] as const, [written, complete]),
    PAUSE_MS,
  );
  const [slug, input] = useMemo(() => JSON.parse(asked) as [string, ScheduleInput], [asked]);
  const enabled = complete && askable;
  const query = useQuery({
    ...previewOf(slug, input, now),
    enabled,
    placeholderData: keepPreviousData,
  });
  const isOld = asked !== written || query.isPlaceholderData;
  return (
    <section className={classes.preview} aria-labelledby="preview">
      <h2 id="preview">{t('schedules:preview.title')}</h2>
      <p className="ls-quiet ls-small">{t('schedules:preview.lead')}</p>
      {!complete && <p className="ls-small">{t('schedules:preview.incomplete')}</p>}
      {enabled && query.error && <Refused error={query.error} input={input} />}
      {complete && !query.error && !query.data && (
        <p className="ls-small" role="status">
          {t('schedules:preview.loading')}
        </p>
      )}
      {enabled && !query.error && query.data && (
        <div className={isOld ? classes.old : undefined} aria-busy={isOld}>
          <PreviewedShifts shifts={query.data} />
        </div>
      )}
    </section>
  );
}

/** Why the server cannot say what it would come to: what it would not save either. */
function Refused({ error, input }: { error: unknown; input: ScheduleInput }): ReactElement {
  const t = useT();
  const describe = useProblemText();
  const say = useFieldText();
  const problem = asApiError(error);
  return (
    <FormNotice tone="warn">
      {t('schedules:preview.failed')} {problem.fields.length === 0 && describe(problem)}
      <ul className={classes.list}>
        {problem.fields.map((field) => (
          <li key={field.path}>
            <code>{placeOf(field.path, input)}</code>: {say(field)}
          </li>
        ))}
      </ul>
    </FormNotice>
  );
}

/** What a field of the document is about: the address of a member, or the path itself. */
function placeOf(path: string, { layers }: ScheduleInput): string {
  const [, layer, member] = /^layers\.(\d+)\.rotation\.members\.(\d+)$/.exec(path) ?? [];
  return layers[Number(layer)]?.rotation.members[Number(member)] ?? path;
}
