import type { UseQueryResult } from '@tanstack/react-query';
import { Suspense } from 'react';
import type { ReactElement } from 'react';
import type { Incident } from '../../api/contract.js';
import { QueryView } from '../../components/query-view.js';
import { useT } from '../../i18n/use-t.js';
import { ErrorBoundary } from '../../ui/error-boundary.js';
import { latePart } from '../../ui/late-part.js';
import { Delayed } from '../../ui/skeleton.js';

/** Its code is fetched when something is open: most days nothing is. */
const OpenPages = latePart(() => import('./open-pages.js'), 'OpenPages');

/** What pages people now, above everything else; nothing where nothing does, and a word while nobody knows. */
export function PagedNow({
  query,
}: {
  query: UseQueryResult<readonly Incident[], unknown>;
}): ReactElement {
  const t = useT();
  return (
    <QueryView
      query={query}
      needs="incident:read"
      errorTitle={t('now:pages.failed')}
      skeleton={
        <Delayed>
          <p role="status" className="ls-quiet">
            {t('now:pages.loading')}
          </p>
        </Delayed>
      }
    >
      {(incidents) =>
        incidents.length > 0 && (
          <ErrorBoundary>
            <Suspense fallback={null}>
              <OpenPages incidents={incidents} />
            </Suspense>
          </ErrorBoundary>
        )
      }
    </QueryView>
  );
}
