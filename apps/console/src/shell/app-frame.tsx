import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import type { ReactElement } from 'react';
import { LiveProvider } from '../hooks/use-live.js';
import { useOverlay } from '../stores/overlays.js';
import { RouteAnnouncer } from '../hooks/use-route-announcer.js';
import { textsOf } from '../i18n/setup.js';
import { useT } from '../i18n/use-t.js';
import { ErrorBoundary } from '../ui/error-boundary.js';
import classes from './app-frame.module.css';
import { AuditBar } from './audit-bar.js';
import { BottomBar } from './bottom-bar.js';
import { FrameShortcuts } from './frame-shortcuts.js';
import { LiveBar } from './live-bar.js';
import { OldDataAnnouncer } from './old-data-announcer.js';
import { PrintFooter } from './print-footer.js';
import { SessionGate } from './session-gate.js';
import { SideNav } from './side-nav.js';
import { SystemBar } from './system-bar.js';
import { TopBar } from './top-bar.js';

/** With the names of everything it offers. */
const loadPalette = () =>
  Promise.all([import('./palette.js'), textsOf('settings')]).then(([palette]) => palette);
const Palette = lazy(() =>
  loadPalette().then(({ Palette: component }) => ({ default: component })),
);
const ShortcutSheet = lazy(() =>
  import('./shortcut-sheet.js').then(({ ShortcutSheet: component }) => ({ default: component })),
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

/** Fetches what will be wanted at once when it is wanted, after the page has drawn. */
function useWhenIdle(load: () => Promise<unknown>): void {
  useEffect(() => {
    const timer = setTimeout(() => void load(), 2_000);
    return () => clearTimeout(timer);
  }, [load]);
}

function Frame(): ReactElement {
  const t = useT();
  const overlay = useOverlay();
  useWhenIdle(loadPalette);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  return (
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
          <ErrorBoundary resetKey={path}>
            <Outlet />
          </ErrorBoundary>
        </main>
        <PrintFooter />
      </div>
      <BottomBar />
      <RouteAnnouncer />
      <FrameShortcuts />
      <Suspense>
        {overlay === 'palette' && <Palette />}
        {overlay === 'shortcuts' && <ShortcutSheet />}
      </Suspense>
    </div>
  );
}
