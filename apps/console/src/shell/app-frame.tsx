import { Outlet, useRouterState } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import type { ReactElement } from 'react';
import { LiveProvider } from '../hooks/use-live.js';
import { useOverlay } from '../stores/overlays.js';
import { RouteAnnouncer } from '../hooks/use-route-announcer.js';
import { withTexts } from '../i18n/setup.js';
import { useT } from '../i18n/use-t.js';
import { ErrorBoundary } from '../ui/error-boundary.js';
import { latePart, textedPart } from '../ui/late-part.js';
import { preloadAll } from '../util/late-code.js';
import classes from './app-frame.module.css';
import { AuditBar } from './audit-bar.js';
import { BottomBar } from './bottom-bar.js';
import { FrameShortcuts } from './frame-shortcuts.js';
import { LatePrintFooter } from './late-print-footer.js';
import { LateRing } from './late-ring.js';
import { LiveBar } from './live-bar.js';
import { OverlayFault } from './overlay-fault.js';
import { OldDataAnnouncer } from './old-data-announcer.js';
import { SessionGate } from './session-gate.js';
import { SideNav } from './side-nav.js';
import { SystemBar } from './system-bar.js';
import { TopBar } from './top-bar.js';

/** With the names of everything it offers. */
const Palette = textedPart(['settings', 'palette'], () => import('./palette.js'), 'Palette');
const ShortcutSheet = latePart(
  () => withTexts('shortcuts', () => import('./shortcut-sheet.js')),
  'ShortcutSheet',
);

/** The frame around every signed-in page. */
export function AppFrame(): ReactElement {
  return (
    <SessionGate>
      <LiveProvider>
        <Frame />
      </LiveProvider>
    </SessionGate>
  );
}

/** Fetches the code of all other parts once the page has drawn: what is open has to work while the server is away. */
function usePreloadedParts(): void {
  useEffect(() => {
    const timer = setTimeout(() => void preloadAll(), 2_000);
    return () => clearTimeout(timer);
  }, []);
}

function Frame(): ReactElement {
  const t = useT();
  const overlay = useOverlay();
  usePreloadedParts();
  // A page that broke is drawn until the next one is there: both moments give that one its try.
  const place = useRouterState({
    select: ({ location, resolvedLocation }) =>
      `${location.pathname} ${resolvedLocation?.pathname ?? ''}`,
  });
  return (
    <>
      <LateRing />
      <div className={classes.frame}>
        <a href="#main" className={classes.skip}>
          {t('shell:skip')}
        </a>
        <SideNav />
        <div className={classes.side}>
          <TopBar />
          <SystemBar />
          <AuditBar />
          <LiveBar />
          <OldDataAnnouncer />
          <main id="main" tabIndex={-1} className={classes.main}>
            <ErrorBoundary resetKey={place} page>
              <Outlet />
            </ErrorBoundary>
          </main>
          <LatePrintFooter />
        </div>
        <BottomBar />
        <RouteAnnouncer />
        <FrameShortcuts />
        <ErrorBoundary resetKey={overlay ?? ''} instead={<OverlayFault />}>
          <Suspense>
            {overlay === 'palette' && <Palette />}
            {overlay === 'shortcuts' && <ShortcutSheet />}
          </Suspense>
        </ErrorBoundary>
      </div>
    </>
  );
}
