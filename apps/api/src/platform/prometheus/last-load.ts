import { z } from 'zod';

/** When a server read its files last, and how that went. */
export interface LastLoad {
  /** whether it took its configuration and every rule file */
  readonly isSound: boolean;
  /** another one once it was started anew or read its files again; '' where it does not tell */
  readonly mark: string;
}

/** Reads it from what Prometheus tells of its run. */
export const lastLoad = z
  .object({
    reloadConfigSuccess: z.boolean(),
    startTime: z.string().default(''),
    lastConfigTime: z.string().default(''),
  })
  .transform(({ reloadConfigSuccess, startTime, lastConfigTime }): LastLoad => ({
    isSound: reloadConfigSuccess,
    mark: `${startTime} ${lastConfigTime}`.trim(),
  }));
