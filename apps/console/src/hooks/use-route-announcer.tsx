import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { useT } from '../i18n/use-t.js';
import { deviceNow } from '../stores/server-clock.js';

const SETTLE_MS = 2_500;

/** Finds the new page's h1, which lazy pages draw late and loading pages draw twice; lets go once the person moves the focus. */
function followTitle(
  previous: HTMLElement | null,
  found: (title: HTMLElement) => void,
): () => void {
  const end = deviceNow() + SETTLE_MS;
  let frame = 0;
  let last = previous;
  const look = (): void => {
    const title = document.querySelector<HTMLElement>('main h1');
    const lost =
      document.activeElement === document.body ||
      document.activeElement === last ||
      last === previous;
    if (title && title !== last && lost) {
      last = title;
      found(title);
    }
    if (deviceNow() < end && lost) frame = requestAnimationFrame(look);
  };
  look();
  return () => cancelAnimationFrame(frame);
}

/** After going to another page: focus on its h1 and a polite word to screen readers. The first page is left alone. */
export function RouteAnnouncer(): ReactElement {
  const t = useT();
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  const [words, setWords] = useState('');
  const last = useRef<{ path: string | undefined; title: HTMLElement | null }>({
    path: undefined,
    title: null,
  });
  useEffect(() => {
    const { path: before, title: previous } = last.current;
    if (path === undefined || path === before) return undefined;
    last.current = { path, title: document.querySelector<HTMLElement>('main h1') };
    if (before === undefined) return undefined;
    return followTitle(previous, (title) => {
      last.current.title = title;
      title.focus({ preventScroll: true });
      setWords(t('shell:page.announce', { title: title.textContent }));
    });
  }, [path, t]);
  return (
    <div role="status" aria-live="polite" className="ls-visually-hidden">
      {words}
    </div>
  );
}
