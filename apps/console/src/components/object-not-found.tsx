import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { useT } from '../i18n/use-t.js';
import { AppLink } from '../ui/app-link.js';
import { StatePanel } from '../ui/state-panel.js';
import { paths } from '../util/paths.js';

/** The page is right but the thing is gone or never was; the audit trail knows which. */
export function ObjectNotFound({ kind, name }: { kind: string; name: string }): ReactElement {
  const t = useT();
  return (
    <StatePanel
      title={t('states:notFound.object', { kind, name })}
      action={
        <Button component={AppLink} variant="default" to={paths.audit()} search={{ subject: name }}>
          {t('states:notFound.audit')}
        </Button>
      }
    >
      <p>{t('states:notFound.text')}</p>
    </StatePanel>
  );
}
