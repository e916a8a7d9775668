import { useEffect, useRef } from 'react';
import { matchKey } from '../util/key-sequence.js';
import { getOverlay } from '../stores/overlays.js';
import { getPreferences } from '../stores/preferences.js';
import { deviceNow } from '../stores/server-clock.js';

const bindings = new Map<string, (() => void)[]>();
let pending: string | null = null;
let pendingUntil = 0;

const TYPING =
  'input, textarea, select, [contenteditable="true"], [role="textbox"], [role="combobox"], [role="listbox"]';

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const typing = event.target instanceof Element && event.target.closest(TYPING) !== null;
  // An overlay counts before it is drawn: what is typed right after Ctrl+K must not run as shortcuts.
  const inDialog =
    getOverlay() !== null || document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
  const singles = getPreferences().shortcuts && !inDialog;
  // AltGr types characters ('[' on German keyboards) and reports Ctrl and Alt on some systems.
  const altGr = event.getModifierState('AltGraph');
  const press = {
    key: event.key,
    ctrlKey: event.ctrlKey && !altGr,
    metaKey: event.metaKey,
    altKey: event.altKey && !altGr,
    typing,
  };
  const waiting = deviceNow() < pendingUntil ? pending : null;
  const match = matchKey(press, waiting, new Set(bindings.keys()), singles);
  pending = match.pending;
  pendingUntil = deviceNow() + 1200;
  const run = match.hit === null ? undefined : bindings.get(match.hit)?.at(-1);
  if (!run) return;
  event.preventDefault();
  run();
}

/** Binds a key ('j', '?', 'g s', 'mod+k') while the component is mounted; the last one bound wins. */
export function useShortcut(keys: string, run: () => void): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const call = (): void => latest.current();
    if (bindings.size === 0) document.addEventListener('keydown', onKeyDown);
    bindings.set(keys, [...(bindings.get(keys) ?? []), call]);
    return () => {
      const rest = (bindings.get(keys) ?? []).filter((one) => one !== call);
      if (rest.length > 0) bindings.set(keys, rest);
      else bindings.delete(keys);
      if (bindings.size === 0) document.removeEventListener('keydown', onKeyDown);
    };
  }, [keys]);
}
