import type { ReactElement } from 'react';
import { setOverlay } from '../stores/overlays.js';
import { useGo } from '../hooks/use-go.js';
import { useShortcut } from '../hooks/use-shortcut.js';
import { NAV } from './nav-items.js';
import type { NavItem } from './nav-items.js';

/** The shortcuts that work on every page. */
export function FrameShortcuts(): ReactElement {
  useShortcut('mod+k', () => setOverlay('palette'));
  useShortcut('?', () => setOverlay('shortcuts'));
  useShortcut('/', () => {
    const field = document.querySelector<HTMLInputElement>('main input[type="search"]');
    if (field) field.focus();
    else setOverlay('palette');
  });
  return (
    <>
      {NAV.map((item) => (
        <GoTo key={item.to} item={item} />
      ))}
    </>
  );
}

function GoTo({ item }: { item: NavItem }): null {
  const go = useGo();
  useShortcut(`g ${item.key}`, () => go(item.to));
  return null;
}
