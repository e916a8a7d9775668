import type { ReactElement } from 'react';
import type { ComponentName, SystemComponent } from '../api/contract.js';
import { COMPONENT_NAME, TITLED } from '../components/component-words.js';
import { useTroubleText } from '../components/use-trouble-text.js';
import { useZone } from '../hooks/use-zone.js';
import type { MessageKey } from '../i18n/message-key.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { StatusShape } from '../ui/status-shape.js';
import { formatTime } from '../util/format/time.js';
import classes from './system-bar.module.css';

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

/** What is wrong with one component, and what that means. */
export function ComponentLine({ component }: { component: SystemComponent }): ReactElement {
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
