/** A word that stands alone, with its full stop: one that trails off has its own. */
export const sentence = (word: string): string => (word.endsWith('…') ? word : `${word}.`);
