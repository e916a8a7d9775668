import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import type { ApiError } from '../api/api-error.js';
import { deletedAt } from '../api/nouns/deleted.js';
import { useCan } from '../api/use-me.js';
import { useT } from '../i18n/use-t.js';
import { AppLink } from '../ui/app-link.js';
import { StatePanel } from '../ui/state-panel.js';
import { TimeText } from '../ui/time-text.js';
import { paths } from '../util/paths.js';

/** The page is right but the thing is gone or never was; what is left of it is named to whoever may see it. */
export function ObjectNotFound({
  kind,
  name,
  error,
  left,
}: {
  kind: string;
  name: string;
  error: ApiError;
  /** by what incidents are narrowed to those about it; leave out where there are none about such things */
  left?: 'subject' | 'slo';
}): ReactElement {
  const t = useT();
  const at = deletedAt(error);
  const reads = useCan('audit:read');
  const incidents = useCan('incident:read') && at !== null && left !== undefined;
  return (
    <StatePanel
      title={t(at === null ? 'states:notFound.object' : 'refusals:missing.deleted', { kind, name })}
      action={
        <>
          {incidents && (
            <Button
              component={AppLink}
              variant="default"
              to={paths.incidents()}
              search={{ state: 'all', [left]: name }}
            >
              {t('refusals:missing.incidents')}
            </Button>
          )}
          {reads && (
            <Button
              component={AppLink}
              variant="default"
              to={paths.audit()}
              search={{ subject: name }}
            >
              {t('states:notFound.audit')}
            </Button>
          )}
        </>
      }
    >
      <p>
        {at === null ? (
          t('states:notFound.text')
        ) : (
          <>
            {t('refusals:missing.when')} <TimeText at={at} show="datetime" />.
          </>
        )}
      </p>
    </StatePanel>
  );
}
