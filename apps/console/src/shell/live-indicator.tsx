import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useLive } from '../hooks/use-live.js';
import { useZone } from '../hooks/use-zone.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { Menu, MenuItem, MenuLabel } from '../ui/menu.js';
import { formatTime } from '../util/format/time.js';
import classes from './top-bar.module.css';

/** Live · updated 03:12:04 → Reconnecting… → Stale since 03:11; pausable. */
export function LiveIndicator(): ReactElement {
  const t = useT();
  const language = useLanguage();
  const { zone } = useZone();
  const { state, at, setPaused } = useLive();
  const clock = at === null ? '–' : formatTime(at, zone, language, 'seconds');
  const words = {
    connecting: t('shell:live.connecting'),
    live: t('shell:live.liveAt', { at: clock }),
    reconnecting: t('shell:live.reconnecting'),
    polling: t('shell:live.polling', { at: clock }),
    stale: t('shell:live.stale', { at: clock }),
    paused: t('shell:live.paused'),
  } as const;
  // Where there is little room the time itself is what must not be cut.
  const brief = at === null ? '–' : formatTime(at, zone, language, 'time');
  const shorter: Partial<Record<typeof state, string>> = {
    live: t('shell:live.live'),
    polling: t('shell:live.pollingShort'),
    stale: t('shell:live.staleShort', { at: brief }),
  };
  const short = shorter[state] ?? words[state];
  const Icon = state === 'paused' ? IconPlayerPlay : IconPlayerPause;
  return (
    <Menu
      className={classes.quiet}
      label={`${t('shell:live.label')}: ${words[state]}`}
      trigger={
        <>
          <span className={classes.dot} data-state={state} />
          <span className={classes.liveAt} data-state={state} title={words[state]}>
            <span className={classes.long}>{words[state]}</span>
            <span className={classes.short}>{short}</span>
          </span>
        </>
      }
    >
      <MenuLabel>{words[state]}</MenuLabel>
      <MenuItem
        icon={<Icon size={16} stroke={1.6} />}
        onClick={() => setPaused(state !== 'paused')}
      >
        {t(state === 'paused' ? 'shell:live.resume' : 'shell:live.pause')}
      </MenuItem>
    </Menu>
  );
}
