/** Every job there is, `<room>.<verb>`. The worker refuses to start unless each has exactly one handler. */
export const JOB_NAMES = ['slos.publish-rules', 'slos.fill-ledger'] as const;

export type JobName = (typeof JOB_NAMES)[number];
