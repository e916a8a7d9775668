import { useBlocker } from '@tanstack/react-router';
import { useT } from '../i18n/use-t.js';

/** Asks before a page with unsaved changes is left, inside the console and when the tab closes. */
export function LeaveGuard({ dirty }: { dirty: () => boolean }): null {
  const t = useT();
  useBlocker({
    shouldBlockFn: ({ current, next }) =>
      current.pathname !== next.pathname && dirty() && !window.confirm(t('common:unsaved')),
    enableBeforeUnload: dirty,
  });
  return null;
}
