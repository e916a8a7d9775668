import type { ReactElement } from 'react';
import { useNow } from '../hooks/use-now.js';
import { useShortcut } from '../hooks/use-shortcut.js';
import { useUtc } from '../hooks/use-utc.js';
import { useZone } from '../hooks/use-zone.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { zoneAbbreviation } from '../util/format/time.js';
import classes from './top-bar.module.css';

/** The zone all times are in; one click (or `u`) swaps it with UTC. */
export function ZoneToggle(): ReactElement {
  const t = useT();
  const language = useLanguage();
  const now = useNow(60_000);
  const { zone, second } = useZone();
  const [utc, toggle] = useUtc();
  useShortcut('u', toggle);
  const shown = utc ? t('shell:zone.utc') : zoneAbbreviation(now, zone, language);
  const label = utc ? t('shell:zone.toLocal', { zone: second }) : t('shell:zone.toUtc');
  return (
    <button
      type="button"
      className={classes.quiet}
      onClick={toggle}
      title={label}
      aria-label={`${shown}, ${t('shell:zone.label')} ${zone}. ${label}`}
    >
      {shown}
    </button>
  );
}
