import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { ReactElement } from 'react';
import { LiveProvider } from '../../api/live/use-live.js';
import { useOverlay } from '../../hooks/overlays.js';
import { RouteAnnouncer } from '../../hooks/use-route-announcer.js';
import { useT } from '../../i18n/use-t.js';
import { ErrorBoundary } from '../../ui/error-boundary.js';
import classes from './app-frame.module.css';
import { BottomBar } from './bottom-bar.js';
import { FrameShortcuts } from './frame-shortcuts.js';
import { LiveBar } from './live-bar.js';
import { PrintFooter } from './print-footer.js';
import { SessionGate } from './session-gate.js';
import { SideNav } from './side-nav.js';
import { SystemBar } from './system-bar.js';
import { TopBar } from './top-bar.js';

const Palette = lazy(() => import('./palette.js').then(({ Palette: component }) => ({ default: component })));
const ShortcutSheet = lazy(() => import('./shortcut-sheet.js').then(({ ShortcutSheet: component }) => ({ default: component })));

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

function Frame(): ReactElement {
  const t = useT();
  const overlay = useOverlay();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  return (
    <div className={classes.frame}>
      <a href="#main" className={classes.skip}>{t('shell:skip')}</a>
      <SideNav />
      <div className={classes.side}>
        <TopBar />
        <SystemBar />
        <LiveBar />
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
