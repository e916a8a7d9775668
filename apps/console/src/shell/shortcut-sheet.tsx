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
  ['Ctrl K', 'shortcuts:shortcuts.palette'],
  ['?', 'shortcuts:shortcuts.help'],
  ['/', 'shortcuts:shortcuts.search'],
  ['u', 'shortcuts:shortcuts.utc'],
];
const LISTS: readonly (readonly [string, MessageKey])[] = [
  ['j', 'shortcuts:shortcuts.next'],
  ['k', 'shortcuts:shortcuts.previous'],
  ['Enter', 'shortcuts:shortcuts.open'],
  ['x', 'shortcuts:shortcuts.pick'],
  ['Shift x', 'shortcuts:shortcuts.pickRange'],
];
const SLO: readonly (readonly [string, MessageKey])[] = [
  ['t', 'shortcuts:shortcuts.range'],
  [']', 'shortcuts:shortcuts.nextSlo'],
  ['[', 'shortcuts:shortcuts.previousSlo'],
];

const INCIDENT: readonly (readonly [string, MessageKey])[] = [
  ['a', 'shortcuts:shortcuts.acknowledge'],
  ['r', 'shortcuts:shortcuts.resolve'],
  ['n', 'shortcuts:shortcuts.note'],
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
      title={t('shortcuts:shortcuts.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {!shortcuts && <FormNotice tone="none">{t('shortcuts:shortcuts.off')}</FormNotice>}
      <div className={classes.sheet}>
        <Group title={t('shortcuts:shortcuts.anywhere')} keys={ANYWHERE} />
        <Group title={t('shortcuts:shortcuts.goTo')} keys={goTo} />
        <Group title={t('shortcuts:shortcuts.lists')} keys={LISTS} />
        <Group title={t('shortcuts:shortcuts.slo')} keys={SLO} />
        <Group title={t('shortcuts:shortcuts.incident')} keys={INCIDENT} />
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
                    <span className="ls-tiny ls-quiet"> {t('shortcuts:shortcuts.then')} </span>
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
