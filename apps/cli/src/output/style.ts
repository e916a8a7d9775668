export type Tone = 'plain' | 'strong' | 'dim' | 'good' | 'warn' | 'bad';
export type Style = (text: string, tone: Tone) => string;

const CODES: Record<Tone, readonly [number, number] | null> = {
  plain: null,
  strong: [1, 22],
  dim: [2, 22],
  good: [32, 39],
  warn: [33, 39],
  bad: [31, 39],
};

/** Whether to colour: NO_COLOR and CLICOLOR=0 say no, CLICOLOR_FORCE yes, otherwise whether a terminal listens. */
export function wantsColour(
  env: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  if (env.NO_COLOR) return false;
  if (env.CLICOLOR_FORCE && env.CLICOLOR_FORCE !== '0') return true;
  return isTerminal && env.CLICOLOR !== '0' && env.TERM !== 'dumb';
}

/** Wraps text in the escape codes of a tone, or leaves it as it is. */
export function styler(colour: boolean): Style {
  return (text, tone) => {
    const codes = colour ? CODES[tone] : null;
    return codes ? `\u001b[${codes[0]}m${text}\u001b[${codes[1]}m` : text;
  };
}
