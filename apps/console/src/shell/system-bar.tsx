import { useEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import { useOffline } from '../hooks/use-offline.js';
import { useTroubleText } from '../components/use-trouble-text.js';
import { useRecovered } from '../hooks/use-recovered.js';
import type { ComponentName, SystemComponent } from '../api/contract.js';
import { useSystemStatus } from '../api/use-system-status.js';
import { useZone } from '../hooks/use-zone.js';
import type { MessageKey } from '../i18n/message-key.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { StatusShape } from '../ui/status-shape.js';
import { formatTime } from '../util/format/time.js';
import classes from './system-bar.module.css';

export const COMPONENT_NAME: Record<ComponentName, MessageKey> = {
  postgres: 'trouble:name.postgres',
  redis: 'trouble:name.redis',
  prometheus: 'trouble:name.prometheus',
  alertmanager: 'trouble:name.alertmanager',
  worker: 'trouble:name.worker',
  queue: 'trouble:name.queue',
  rules: 'trouble:name.rules',
  ledger: 'trouble:name.ledger',
  audit: 'trouble:name.audit',
  clocks: 'trouble:name.clocks',
  evaluation: 'trouble:name.evaluation',
  disk: 'trouble:name.disk',
  pager: 'trouble:pager.name',
};
const MEANS: Record<ComponentName, MessageKey> = {
  postgres: 'trouble:means.postgres',
  redis: 'trouble:means.redis',
  prometheus: 'trouble:means.prometheus',
  alertmanager: 'trouble:means.alertmanager',
  worker: 'trouble:means.worker',
  queue: 'trouble:means.queue',
  rules: 'trouble:means.rules',
  ledger: 'trouble:means.ledger',
  audit: 'trouble:means.audit',
  clocks: 'trouble:means.clocks',
  evaluation: 'trouble:means.evaluation',
  disk: 'trouble:means.disk',
  pager: 'trouble:pager.means',
};

/** Kinds of trouble whose sentence says what to do: it stands in the bar, not behind it. */
const ADVISED: ReadonlySet<string> = new Set([
  'disk-full',
  'disk-low',
  'read-only',
  'memory-full',
  'folder-unwritable',
  'operators-unset',
  'rules-set-aside',
  'catching-up',
]);

/** Kinds of trouble in which the component itself goes on: what is wrong is its title. */
export const TITLED: Readonly<Record<string, MessageKey>> = {
  'operators-unset': 'trouble:pager.unprotected', // nothing is down: nobody would hear if it were
  'rules-set-aside': 'trouble:rulesSetAsideTitle',
  'catching-up': 'trouble:catchingUpTitle',
};

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
  const recovered = useRecovered(
    data === undefined && error === null ? null : error !== null || troubled.length > 0,
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
            <strong>{t(offline ? 'shell:system.offline' : 'shell:system.unreachable')}.</strong>{' '}
            {t(offline ? 'shell:system.offlineMeans' : 'shell:system.unreachableMeans')}
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
      {troubled.map((component) => (
        <ComponentLine key={component.name} component={component} />
      ))}
    </div>
  );
}

function ComponentLine({ component }: { component: SystemComponent }): ReactElement {
  const t = useT();
  const language = useLanguage();
  const { zone } = useZone();
  const { name, state, since, detail } = component;
  const why = useTroubleText()(component);
  const values = {
    component: t(COMPONENT_NAME[name]),
    at: formatTime(new Date(since), zone, language, 'time'),
  };
  const titled = detail ? TITLED[detail.code] : undefined;
  const title = titled
    ? t(titled)
    : t(state === 'down' ? 'shell:system.downTitle' : 'shell:system.degradedTitle', values);
  return (
    <p className={classes.line} title={why?.text}>
      <StatusShape tone={state === 'down' ? 'bad' : 'warn'} size={16} />
      <span>
        <strong>{title}.</strong> {titled ? '' : t(MEANS[name])}
        {detail && ADVISED.has(detail.code) && why ? ` ${why.text}` : ''}
      </span>
    </p>
  );
}
