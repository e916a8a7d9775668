// Taken out of the global object once: these run millions of times.
const { cos, exp, floor, imul, log, log1p, max, PI, round, sqrt } = Math;

/** A source of numbers in [0, 1), as `Math.random` is, but the same seed always gives the same sequence. */
export type Random = () => number;

/**
 * Seeded generator (mulberry32, Tommy Ettinger, public domain).
 * @param seed any integer; only its low 32 bits count
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** 32-bit FNV-1a hash of a text, to give every series a seed of its own. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/**
 * A count of events with the given mean (Poisson). Small means by multiplication (Knuth), large ones by the normal
 * approximation, whose error is far below one event at the means used here.
 */
export function poisson(random: Random, mean: number): number {
  if (mean <= 0) return 0;
  if (mean > 30) return max(0, round(mean + sqrt(mean) * gauss(random)));
  const limit = exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count++;
  return count;
}

/** How many of `trials` events have a property of probability `share`: exact, by waiting times between hits. */
export function binomial(random: Random, trials: number, share: number): number {
  if (trials <= 0 || share <= 0) return 0;
  if (share >= 1) return trials;
  if (share > 0.5) return trials - binomial(random, trials, 1 - share);
  const scale = log1p(-share);
  let hits = 0;
  let position = 0;
  for (;;) {
    position += floor(log(1 - random()) / scale) + 1;
    if (position > trials) return hits;
    hits++;
  }
}

function gauss(random: Random): number {
  return sqrt(-2 * log(1 - random())) * cos(2 * PI * random());
}
