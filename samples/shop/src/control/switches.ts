import { z } from 'zod';

/** What can be set on the shop from outside. Shares are 0..1. */
export interface Switches {
  load: 'normal' | 'peak';
  errors: number;
  slowness: number;
}

const share = z.number().min(0).max(1);

/** Body of `PUT /control`, with the switches to set; fields left out keep their value. */
export const switchesPatch = z.strictObject({
  load: z.enum(['normal', 'peak']).optional(),
  errors: share.optional(),
  slowness: share.optional(),
});
export type SwitchesPatch = z.infer<typeof switchesPatch>;

/** How long the shop takes to feel a peak fully, in milliseconds: queues fill slowly, and empty fast. */
export const PEAK_RAMP_MS = 120_000;

/** The switches in force, and since when the load level is what it is. */
export class SwitchBoard {
  private switches: Switches = { load: 'normal', errors: 0, slowness: 0 };
  private peakSince: number | null = null;

  get current(): Readonly<Switches> {
    return this.switches;
  }

  /** Applies a patch at `now` (milliseconds of any steady clock). */
  apply(patch: SwitchesPatch, now: number): void {
    const given = Object.fromEntries(
      Object.entries(patch).filter(([, value]) => value !== undefined),
    );
    this.switches = { ...this.switches, ...given };
    if (this.switches.load === 'normal') this.peakSince = null;
    else this.peakSince ??= now;
  }

  /** How much of the peak is felt at `now`: 0 at normal load, rising smoothly to 1 over the ramp. */
  strain(now: number): number {
    if (this.peakSince === null) return 0;
    const part = Math.min(1, Math.max(0, (now - this.peakSince) / PEAK_RAMP_MS));
    return part * part * (3 - 2 * part);
  }
}
