import { Suspense } from 'react';
import type { ReactElement } from 'react';
import { useWhenIdle } from '../hooks/use-when-idle.js';
import { withTexts } from '../i18n/setup.js';
import { ErrorBoundary } from '../ui/error-boundary.js';
import { latePart, textedPart } from '../ui/late-part.js';

const Ring = textedPart(['ring', 'incidents'], () => import('../components/ring/ring.js'), 'Ring');
const ArmButton = latePart(
  () => withTexts('ring', () => import('../components/ring/arm-button.js')),
  'ArmButton',
);

const ZoneTeller = latePart(() => import('./zone-teller.js'), 'ZoneTeller');
const OfflineKeeper = latePart(() => import('../offline/offline-keeper.js'), 'OfflineKeeper');

/** What pages somebody, above every page: its code comes when the page has drawn, as nothing rings before a press. */
export function LateRing(): ReactElement | null {
  const idle = useWhenIdle(true);
  if (!idle) return null;
  return (
    <ErrorBoundary instead={null}>
      <Suspense fallback={null}>
        <Ring />
        <OfflineKeeper />
        <ZoneTeller />
      </Suspense>
    </ErrorBoundary>
  );
}

/** Whether this console rings, in the head of every page. */
export function LateArmButton(): ReactElement | null {
  const idle = useWhenIdle(true);
  if (!idle) return null;
  return (
    <ErrorBoundary instead={null}>
      <Suspense fallback={null}>
        <ArmButton />
      </Suspense>
    </ErrorBoundary>
  );
}
