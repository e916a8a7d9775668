import { useLocation } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMe } from '../../api/use-me.js';
import { useNow } from '../../hooks/use-now.js';
import { useZone } from '../../hooks/use-zone.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { formatTime } from '../../util/format/time.js';

/** What a printed page says about itself: where it came from, in which zone, by whom and when (UTC). */
export function PrintFooter(): ReactElement {
  const t = useT();
  const language = useLanguage();
  const { href } = useLocation();
  const { zone } = useZone();
  const me = useMe();
  const now = useNow(60_000);
  return (
    <footer className="ls-print-only ls-tiny">
      {t('shell:print.footer', { url: location.origin + href, zone, name: me?.name ?? '', at: formatTime(now, 'UTC', language, 'full') })}
    </footer>
  );
}
