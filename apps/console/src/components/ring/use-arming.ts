import { armedConsole } from '../../api/ring/armed-console.js';
import { useNow } from '../../hooks/use-now.js';
import { useStore } from '../../stores/store.js';
import { armingAt } from '../../util/arming.js';
import type { Arming } from '../../util/arming.js';

const LOOK_MS = 1_000;

/** Whether this tab rings when its owner is paged, as of now. */
export function useArming(): Arming {
  const known = useStore(armedConsole.arming);
  const now = useNow(LOOK_MS).getTime();
  return armingAt(known, Math.max(now, known.state === 'armed' ? known.heardAt : 0));
}
