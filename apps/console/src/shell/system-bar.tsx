import { Suspense, useEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import { useOffline } from '../hooks/use-offline.js';
import { useRecovered } from '../hooks/use-recovered.js';
import { asApiError } from '../api/api-error.js';
import { useSystemStatus } from '../api/use-system-status.js';
import { useT } from '../i18n/use-t.js';
import { ErrorBoundary } from '../ui/error-boundary.js';
import { textedPart } from '../ui/late-part.js';
import { StatusShape } from '../ui/status-shape.js';
import classes from './system-bar.module.css';

/** Most days nothing is wrong: its code comes when the page has drawn, or with the first trouble. */
const ComponentLine = textedPart(['trouble'], () => import('./component-line.js'), 'ComponentLine');

/** Says plainly which dependency is down and what that means (not what is unknown behind it); goes away by itself when it answers again. */
export function SystemBar(): ReactElement | null {
  const t = useT();
  const { data, error, refetch } = useSystemStatus();
  const offline = useOffline();
  const wasOffline = useRef(false);
  useEffect(() => {
    // Known at once, not with the next question in some seconds; that the device is back, too.
    if (wasOffline.current !== offline) void refetch();
    wasOffline.current = offline;
  }, [offline, refetch]);
  const troubled =
    data?.components.filter(({ state }) => state === 'down' || state === 'degraded') ?? [];
  // Until something answers this device, or fails though it is back, nothing is known of the server.
  const away = error !== null && (offline || asApiError(error).isOfDevice);
  const recovered = useRecovered(
    away || (data === undefined && error === null) ? null : error !== null || troubled.length > 0,
  );
  if (error !== null) {
    return (
      <div
        className={classes.bar}
        data-tone="bad"
        role="status"
        aria-label={t('shell:system.label')}
      >
        <p className={classes.line}>
          <StatusShape tone="bad" size={16} />
          <span>
            <strong>{t(away ? 'shell:system.offline' : 'shell:system.unreachable')}.</strong>{' '}
            {t(away ? 'shell:system.offlineMeans' : 'shell:system.unreachableMeans')}
          </span>
        </p>
      </div>
    );
  }
  if (recovered) {
    return (
      <div
        className={classes.bar}
        data-tone="ok"
        role="status"
        aria-label={t('shell:system.label')}
      >
        <p className={classes.line}>
          <StatusShape tone="ok" size={16} />
          <span>{t('shell:system.recovered')}</span>
        </p>
      </div>
    );
  }
  if (troubled.length === 0) return null;
  const tone = troubled.some(({ state }) => state === 'down') ? 'bad' : 'warn';
  return (
    <div
      className={classes.bar}
      data-tone={tone}
      role="status"
      aria-label={t('shell:system.label')}
    >
      <ErrorBoundary instead={null}>
        <Suspense fallback={null}>
          {troubled.map((component) => (
            <ComponentLine key={component.name} component={component} />
          ))}
        </Suspense>
      </ErrorBoundary>
    </div>
  );
}
