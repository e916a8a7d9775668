import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { PageHead } from '../../ui/page-head.js';
import { paths } from '../../util/paths.js';

/** An address nothing answers to. */
export function NotFoundPage(): ReactElement {
  const t = useT();
  return (
    <>
      <PageHead title={t('states:notFound.title')} lead={t('states:notFound.text')} />
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
        <Button component={AppLink} to={paths.now()}>
          {t('states:notFound.home')}
        </Button>
        <Button component={AppLink} to={paths.audit()} variant="default">
          {t('states:notFound.audit')}
        </Button>
      </div>
    </>
  );
}
