/** A source of numbers in [0, 1). */
export type Random = () => number;

/** From and to, in milliseconds. */
type Band = readonly [from: number, to: number];

/** How long something takes: usually, and in the rare slow case; at normal load and at peak load. */
interface Profile {
  usual: { normal: Band; peak: Band };
  rare: { normal: Band; peak: Band };
}

/** Share of the rare slow cases: well below the 5 % that the latency objectives allow. */
export const RARE_SHARE = 0.015;
/** What the slowness switch makes of a request: longer than any threshold. */
const SLOWED: Band = [470, 900];

/**
 * No band touches 200, 300 or 450 ms, so that the shop's own count and the histogram cannot disagree about a request
 * on which side of a threshold it fell. A checkout takes its own part plus the credit check.
 */
const PROFILES = {
  page: {
    usual: { normal: [60, 150], peak: [150, 350] },
    rare: { normal: [215, 285], peak: [465, 600] },
  },
  checkout: {
    usual: { normal: [30, 60], peak: [80, 140] },
    rare: { normal: [30, 60], peak: [80, 140] },
  },
  creditCheck: {
    usual: { normal: [40, 110], peak: [90, 220] },
    rare: { normal: [320, 420], peak: [400, 440] },
  },
} as const satisfies Record<string, Profile>;

/** What takes time in the shop. */
export type Work = keyof typeof PROFILES;

/**
 * Draws how long a piece of work takes, in milliseconds.
 * @param strain 0 at normal load to 1 at full peak
 * @param slowness share of work that is slowed beyond every threshold; a checkout is slowed by its credit check only
 */
export function drawDuration(work: Work, strain: number, slowness: number, random: Random): number {
  if (work !== 'checkout' && random() < slowness) return within(SLOWED, random());
  const { usual, rare } = PROFILES[work];
  if (random() < RARE_SHARE) return within(strain < 0.5 ? rare.normal : rare.peak, random());
  const from = mix(usual.normal[0], usual.peak[0], strain);
  const to = mix(usual.normal[1], usual.peak[1], strain);
  return within([from, to], random() ** 1.5);
}

function within([from, to]: Band, position: number): number {
  return mix(from, to, position);
}

function mix(from: number, to: number, part: number): number {
  return from + (to - from) * part;
}
