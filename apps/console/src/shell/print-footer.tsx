import { useLocation } from '@tanstack/react-router';
import { useEffect, useLayoutEffect, useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import { useMe } from '../api/use-me.js';
import { usePageActions } from '../stores/page-actions.js';
import { pageJson, usePageParts } from '../stores/page-data.js';
import { useNow } from '../hooks/use-now.js';
import { usePrinting } from '../hooks/use-printing.js';
import { useZone } from '../hooks/use-zone.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { download } from '../ui/download.js';
import { cssString } from '../util/css-string.js';
import { formatTime } from '../util/format/time.js';
import { sha256 } from '../util/sha256.js';
import { serverNow } from '../stores/server-clock.js';

/** The checksum of the data on the page; null while it is being computed, and where browsers give no cryptography. */
function useChecksum(text: string | null): string | null {
  const [known, setKnown] = useState<{ text: string; sum: string | null } | null>(null);
  useEffect(() => {
    if (text === null) return undefined;
    let wanted = true;
    void sha256(text).then((sum) => {
      if (wanted) setKnown({ text, sum });
    });
    return () => {
      wanted = false;
    };
  }, [text]);
  return known !== null && known.text === text ? known.sum : null;
}

/** The data behind the page as a file, from the palette: its checksum is the one on paper. */
function useDownload(text: string | null): void {
  const t = useT();
  const actions = useMemo(
    () =>
      text === null
        ? []
        : [
            {
              id: 'page-data',
              label: t('print:download'),
              run: () => download('leitstand.json', 'application/json', text),
            },
          ],
    [t, text],
  );
  usePageActions(actions);
}

/** Browsers that know margin boxes repeat the footer on every sheet, with page numbers; the others print it once, at the end. */
const ON_EVERY_SHEET = 'CSSMarginRule' in globalThis;

/** What a printed page says about itself: instance, address, zone, by whom and when (UTC), and the checksum of its data. */
export function PrintFooter(): ReactElement {
  const t = useT();
  const language = useLanguage();
  const { href } = useLocation();
  const { zone } = useZone();
  const me = useMe();
  const now = useNow(60_000);
  const printing = usePrinting();
  const parts = usePageParts();
  const json = useMemo(() => pageJson(parts), [parts]);
  const sum = useChecksum(json);
  useDownload(json);
  const lines = (at: Date): string[] => [
    t('print:where', {
      host: location.host,
      title: document.title,
      url: location.origin + href,
    }),
    t('print:footer', {
      zone,
      name: me?.name ?? '',
      at: formatTime(at, 'UTC', language, 'full'),
    }),
    ...(sum === null ? [] : [t('print:checksum', { sum })]),
  ];
  useLayoutEffect(() => {
    if (printing)
      document.documentElement.style.setProperty(
        '--ls-print-footer',
        cssString(lines(new Date(serverNow())).join('\n')),
      );
  });
  if (ON_EVERY_SHEET) return <></>;
  return (
    <footer className="ls-print-only ls-tiny">
      {lines(now).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </footer>
  );
}
