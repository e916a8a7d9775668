/** Nouns of which the sample makes things, those first that refer to the others. */
export const SAMPLE_NOUNS = [
  'SLO',
  'escalation policy',
  'schedule',
  'subject',
  'team',
  'environment',
] as const;
export type SampleNoun = (typeof SAMPLE_NOUNS)[number];

/** Something that the sample made. */
export interface SampleThing {
  readonly noun: SampleNoun;
  readonly slug: string;
  /** 1 = as the sample made it */
  readonly version: number;
}

/** Something of the sample that stayed, and why. */
export interface Kept {
  /** `subject "shop"` */
  readonly what: string;
  readonly why: string;
}

/** What stayed because somebody changed it. */
export function edited(things: readonly SampleThing[]): Kept[] {
  return things
    .filter(({ version }) => version > 1)
    .map((thing) => keptFor(thing, 'changed since'));
}

/** What goes, in the order in which it can. */
export function untouched(things: readonly SampleThing[]): SampleThing[] {
  const order = ({ noun }: SampleThing) => SAMPLE_NOUNS.indexOf(noun);
  return things.filter(({ version }) => version === 1).sort((a, b) => order(a) - order(b));
}

/** Something that stayed. @param why in the words of whoever refused */
export function keptFor({ noun, slug }: SampleThing, why: string): Kept {
  return { what: `${noun} "${slug}"`, why };
}
