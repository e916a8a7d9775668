import { armedConsole } from '../../api/ring/armed-console.js';
import { askForNotices } from '../../api/ring/system-notices.js';

/** A press on any button that arms this console, or unarms it. Sound and permission have to be asked for within it. */
export function pressArm(): void {
  if (armedConsole.arming.get().state !== 'off') {
    void armedConsole.release();
    return;
  }
  void armedConsole.arm();
  askForNotices();
}
