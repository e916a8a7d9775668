import { useEffect, useRef } from 'react';
import type { OwnPage } from '../../api/contract.js';
import { showNotice } from '../../api/ring/system-notices.js';
import { useGo } from '../../hooks/use-go.js';
import { useT } from '../../i18n/use-t.js';
import type { Path } from '../../util/paths.js';

/** A system notification for each page that rings, until it does not any more; a click opens what it is about. */
export function useSystemNotices(pages: readonly OwnPage[]): void {
  const t = useT();
  const go = useGo();
  const shown = useRef(new Map<string, (() => void) | null>());
  useEffect(() => {
    const wanted = new Set(pages.map(({ id }) => id));
    for (const [id, close] of shown.current)
      if (!wanted.has(id)) {
        close?.();
        shown.current.delete(id);
      }
    for (const { id, kind, reference, title, path } of pages)
      if (!shown.current.has(id))
        shown.current.set(
          id,
          showNotice(
            reference ?? id,
            title,
            kind === 'responder_request' ? '' : t('ring:notice'),
            () => go(path as Path),
          ),
        );
  }, [pages, t, go]);
  useEffect(() => {
    const known = shown.current;
    return () => {
      for (const close of known.values()) close?.();
      known.clear();
    };
  }, []);
}
