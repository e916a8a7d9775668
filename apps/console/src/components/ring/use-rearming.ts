import { useEffect } from 'react';
import { armedConsole } from '../../api/ring/armed-console.js';
import { useMe } from '../../api/use-me.js';
import { armedBefore, rememberArmed } from '../../stores/armed-before.js';
import { useSessionEnded } from '../../stores/session.js';
import { useStore } from '../../stores/store.js';

/**
 * Arms a tab again that was armed for the same person: by itself after a reload or in a new session, where the browser lets it make a
 * sound; else with the next press of anything, which is what browsers ask for.
 * @returns whether it was armed, is not, and does not become so without somebody
 */
export function useRearming(): boolean {
  const me = useMe()?.id;
  const ended = useSessionEnded();
  const before = useStore(armedBefore);
  const arming = useStore(armedConsole.arming);
  const { state } = arming;
  const because = arming.state === 'off' ? arming.because : null;
  const isMissed = state === 'off' && before !== null && before === me && !ended;
  const isUntried = isMissed && because === null;
  // What the server does not want is not asked of it with every press.
  const waits = isMissed && (because === 'blocked' || because === 'silent');
  useEffect(() => {
    if (state === 'armed' && me !== undefined) rememberArmed(me);
  }, [state, me]);
  useEffect(() => {
    if (!ended) return undefined;
    // The server counts on it no more: known at once, not with the next word that is due.
    void armedConsole.unarm('refused');
    return () => void armedConsole.rearm();
  }, [ended]);
  useEffect(() => {
    if (isUntried) void armedConsole.rearm();
  }, [isUntried]);
  useEffect(() => {
    if (!waits) return undefined;
    // After what was pressed has had its turn: it may be what arms, or what says that nobody wants it.
    const again = (): void => void armedConsole.rearm();
    document.addEventListener('click', again);
    return () => document.removeEventListener('click', again);
  }, [waits]);
  return isMissed && !isUntried;
}
