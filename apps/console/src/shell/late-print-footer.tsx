import { Suspense } from 'react';
import type { ReactElement } from 'react';
import { useWhenIdle } from '../hooks/use-when-idle.js';
import { ErrorBoundary } from '../ui/error-boundary.js';
import { textedPart } from '../ui/late-part.js';

const PrintFooter = textedPart(['print'], () => import('./print-footer.js'), 'PrintFooter');

/** What a printed page says about itself: nobody prints a page before it has drawn. */
export function LatePrintFooter(): ReactElement | null {
  const idle = useWhenIdle(true);
  if (!idle) return null;
  return (
    <ErrorBoundary instead={null}>
      <Suspense fallback={null}>
        <PrintFooter />
      </Suspense>
    </ErrorBoundary>
  );
}
