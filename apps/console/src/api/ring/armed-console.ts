import { createStore } from '../../stores/store.js';
import { beforeSignOut } from '../../stores/session.js';
import {
  OFF,
  RENEW_MS,
  RETRY_MS,
  arming,
  type ArmingEvent,
  type Unarmed,
} from '../../util/arming.js';
import { randomId } from '../../util/random-id.js';
import { asApiError } from '../api-error.js';
import { client } from '../client.js';
import { Bell } from './bell.js';
import { armedBefore, rememberArmed } from '../../stores/armed-before.js';
import { serverNow } from '../../stores/server-clock.js';

/** A server that takes longer is not reached. */
const PATIENCE_MS = 8_000;
/** Later it is another matter. */
const TOO_MANY = 429;
/** Heartbeats of the stream come as often as words are due: none is left out for coming a moment early. */
const EARLY_MS = 3_000;

/**
 * This tab as a way to its owner: armed by a press that proves its sound, kept so by telling the server every 15 s, until it is unarmed,
 * signed out or closed. One per tab. After a reload it is armed again, silently, where the browser lets the sound be without a press.
 */
class ArmedConsole {
  readonly arming = createStore(OFF);
  readonly bell = new Bell(() => void this.unarm('silent'));
  private readonly tab = randomId();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private askedAt = 0;
  private asking = false;

  constructor() {
    beforeSignOut(() => this.release());
    addEventListener('pagehide', () => void this.unarm('blocked'));
    addEventListener('pageshow', ({ persisted }) => {
      if (persisted) void this.rearm();
    });
    addEventListener('online', () => this.renew());
    addEventListener('offline', () => this.renew());
  }

  /** Arms this tab. Has to be called within a press. */
  async arm(): Promise<void> {
    if (this.arming.get().state !== 'off') return;
    this.tell({ type: 'pressed' });
    if (await this.bell.prove()) await this.ask();
    else await this.unarm('silent');
  }

  /** Arms this tab again if it was and nobody has wanted otherwise since. Its sound was proven by a press: it is only made sure that it may be. */
  async rearm(): Promise<void> {
    if (armedBefore.get() === null || this.arming.get().state !== 'off') return;
    this.tell({ type: 'pressed' });
    if (await this.bell.proveSilently()) await this.ask();
    else await this.close('blocked');
  }

  /** Nobody wants this tab to ring any more. */
  async release(): Promise<void> {
    rememberArmed(null);
    await this.unarm(null);
  }

  /** This tab rings no more, until it is armed again. @param because null = somebody wants it so */
  async unarm(because: Unarmed): Promise<void> {
    if (this.arming.get().state === 'off') return;
    const params = { path: { tab: this.tab } };
    // First of all, and `keepalive`: a tab that is being closed is not there any more to wait for anything.
    const said = client.DELETE('/me/presence/{tab}', { params, keepalive: true });
    await Promise.allSettled([said, this.close(because)]);
  }

  /** Without a word to the server. */
  private async close(because: Unarmed): Promise<void> {
    clearTimeout(this.timer);
    this.tell({ type: 'ended', because });
    await this.bell.close();
  }

  /**
   * Says that this tab is there, if it is armed and that is due: timers are slowed down in a tab that nobody sees, and the stream is not.
   * @param heardAt when the stream was heard, in unix milliseconds
   */
  renewIfDue(heardAt: number): void {
    if (heardAt - this.askedAt >= RENEW_MS - EARLY_MS) this.renew();
  }

  /** Says that a page was heard here. @returns whether the server knows it */
  async confirm(pageId: string): Promise<boolean> {
    const request = { params: { path: { id: pageId } }, body: { tab: this.tab } };
    return client.POST('/me/pages/{id}/delivery', request).then(
      () => true,
      () => false,
    );
  }

  private renew(): void {
    const { state } = this.arming.get();
    if (state === 'armed' || state === 'lost') void this.ask();
  }

  private async ask(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    this.askedAt = serverNow();
    clearTimeout(this.timer);
    try {
      await client.POST('/me/presence', {
        body: { tab: this.tab },
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      this.tell({ type: 'heard', at: serverNow() });
    } catch (fault) {
      const { status } = asApiError(fault);
      if (status >= 400 && status < 500 && status !== TOO_MANY) await this.unarm('refused');
      else this.tell({ type: 'missed', at: serverNow() });
    } finally {
      this.asking = false;
    }
    const { state } = this.arming.get();
    if (state !== 'off')
      this.timer = setTimeout(() => this.renew(), state === 'armed' ? RENEW_MS : RETRY_MS);
  }

  private tell(event: ArmingEvent): void {
    this.arming.set(arming(this.arming.get(), event));
  }
}

export const armedConsole = new ArmedConsole();
