import { Modal } from '@mantine/core';
import type { ReactElement } from 'react';
import { setOverlay } from '../stores/overlays.js';
import { usePreferences } from '../stores/preferences.js';
import type { MessageKey } from '../i18n/message-key.js';
import { useT } from '../i18n/use-t.js';
import { FormNotice } from '../ui/form-notice.js';
import { NAV } from './nav-items.js';
import classes from './shortcut-sheet.module.css';

const ANYWHERE: readonly (readonly [string, MessageKey])[] = [
  ['Ctrl K', 'shell:shortcuts.palette'],
  ['?', 'shell:shortcuts.help'],
  ['/', 'shell:shortcuts.search'],
  ['u', 'shell:shortcuts.utc'],
];
const LISTS: readonly (readonly [string, MessageKey])[] = [
  ['j', 'shell:shortcuts.next'],
  ['k', 'shell:shortcuts.previous'],
  ['Enter', 'shell:shortcuts.open'],
  ['x', 'shell:shortcuts.pick'],
  ['Shift x', 'shell:shortcuts.pickRange'],
];
const SLO: readonly (readonly [string, MessageKey])[] = [
  ['t', 'shell:shortcuts.range'],
  [']', 'shell:shortcuts.nextSlo'],
  ['[', 'shell:shortcuts.previousSlo'],
];

const INCIDENT: readonly (readonly [string, MessageKey])[] = [
  ['a', 'shell:shortcuts.acknowledge'],
  ['r', 'shell:shortcuts.resolve'],
  ['n', 'shell:shortcuts.note'],
];

/** All shortcuts on one sheet. */
export function ShortcutSheet(): ReactElement {
  const t = useT();
  const { shortcuts } = usePreferences();
  const goTo = NAV.map(({ key, label }) => [`g ${key}`, label] as const);
  return (
    <Modal
      opened
      onClose={() => setOverlay(null)}
      size={640}
      title={t('shell:shortcuts.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {!shortcuts && <FormNotice tone="none">{t('shell:shortcuts.off')}</FormNotice>}
      <div className={classes.sheet}>
        <Group title={t('shell:shortcuts.anywhere')} keys={ANYWHERE} />
        <Group title={t('shell:shortcuts.goTo')} keys={goTo} />
        <Group title={t('shell:shortcuts.lists')} keys={LISTS} />
        <Group title={t('shell:shortcuts.slo')} keys={SLO} />
        <Group title={t('shell:shortcuts.incident')} keys={INCIDENT} />
      </div>
    </Modal>
  );
}

function Group({
  title,
  keys,
}: {
  title: string;
  keys: readonly (readonly [string, MessageKey])[];
}): ReactElement {
  const t = useT();
  return (
    <section>
      <h3>{title}</h3>
      <dl className={classes.keys}>
        {keys.map(([key, label]) => (
          <div key={key}>
            <dt>
              {key.split(' ').map((one, index) => (
                <span key={one}>
                  {index > 0 && key.startsWith('g') && (
                    <span className="ls-tiny ls-quiet"> {t('shell:shortcuts.then')} </span>
                  )}
                  <kbd className={classes.key}>{one}</kbd>
                </span>
              ))}
            </dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
