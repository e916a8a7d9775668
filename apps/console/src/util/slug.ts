import { SLUG } from '#contract';

const UMLAUTS: Record<string, string> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  Ä: 'ae',
  Ö: 'oe',
  Ü: 'ue',
};

/** A slug for a name: 'Gebühren & Co.' → 'gebuehren-co'; at most 63 characters. */
export function slugOf(name: string): string {
  return name
    .replace(/[äöüßÄÖÜ]/g, (letter) => UMLAUTS[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
}

/** Whether a text can be a slug. */
export function isSlug(text: string): boolean {
  return SLUG.test(text);
}
