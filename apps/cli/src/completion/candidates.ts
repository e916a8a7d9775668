import { nameOf, type Command } from '../command/command.js';
import { optionsOf } from '../command/parse.js';
import { GLOBAL_OPTIONS, Options, type OptionSpec } from '../options/options.js';

/** A word that could stand at the cursor, and what it is. */
export interface Candidate {
  readonly word: string;
  readonly about: string;
}

/** What could stand at the cursor: known words, or names that only the shell or the server knows. */
export type Candidates =
  | { readonly kind: 'words'; readonly words: readonly Candidate[] }
  | { readonly kind: 'files' }
  | { readonly kind: 'slos'; readonly start: string; readonly options: Options };

/** A name and its value in one word. */
const INLINE = /^(--[^=]+)=(.*)$/s;
const NOTHING: Candidates = { kind: 'words', words: [] };

/** The line up to the cursor as far as it is understood. */
interface Line {
  readonly operands: readonly string[];
  /** those before the word that is being written, e.g. which server is meant */
  readonly options: Options;
  /** the option whose value is being written */
  readonly option: OptionSpec | null;
  /** `--sort=`, where the value stands in one word with its name */
  readonly name: string;
  readonly current: string;
  readonly afterDashes: boolean;
}

/**
 * What could stand in place of the last word.
 * @param words the line after the program's name up to the cursor; the last is what is being written, and may be empty
 */
export function candidates(words: readonly string[], commands: readonly Command[]): Candidates {
  const line = understand(rejoined(words), commands);
  const parted = words.slice(-2).some(isBreak);
  const [noun, verb] = line.operands;
  const ofNoun = commands.filter((command) => command.noun === noun);
  const command = ofNoun.find((one) => one.verb === null || one.verb === verb);
  if (line.option) return values(line, line.option, command, parted);
  if (line.current.startsWith('-') && !line.afterDashes)
    return starting(line.current, flags(command ? optionsOf(command) : GLOBAL_OPTIONS));
  if (noun === undefined) return starting(line.current, nouns(commands));
  if (command) return operand(line, command);
  if (verb !== undefined) return NOTHING;
  return starting(
    line.current,
    ofNoun.map((one) => ({ word: one.verb ?? '', about: one.summary })),
  );
}

function starting(start: string, words: readonly Candidate[]): Candidates {
  return { kind: 'words', words: words.filter(({ word }) => word.startsWith(start)) };
}

function flags(options: readonly OptionSpec[]): Candidate[] {
  return options.flatMap(({ name, short, help }) => [
    { word: `--${name}`, about: help },
    ...(short ? [{ word: `-${short}`, about: help }] : []),
  ]);
}

function nouns(commands: readonly Command[]): Candidate[] {
  return [...Map.groupBy(commands, ({ noun }) => noun)].map(([word, all]) => ({
    word,
    about: all[0]?.verb === null ? all[0].summary : all.map(({ verb }) => verb).join(', '),
  }));
}

/** @param parted whether the shell takes what stands before the value for a word of its own */
function values(
  { name, current }: Line,
  option: OptionSpec,
  command: Command | undefined,
  parted: boolean,
): Candidates {
  if (option.value === 'FILE') return { kind: 'files' };
  const possible = option.name === 'output' ? (command?.formats ?? []) : (option.choices ?? []);
  // A value with a leading minus is only understood behind `=`.
  const fitting = possible.filter((value) => name !== '' || !value.startsWith('-'));
  const words = fitting
    .filter((value) => value.startsWith(current))
    .map((value) => ({ word: parted ? value : `${name}${value}`, about: option.help }));
  return { kind: 'words', words };
}

function operand({ operands, options, current }: Line, command: Command): Candidates {
  const given = operands.length - nameOf(command).split(' ').length;
  return command.operands[given]?.completes === 'slo'
    ? { kind: 'slos', start: current, options }
    : NOTHING;
}

const isBreak = (word: string): boolean => word === '=' || word === ':';

/** Words as they were written: bash parts them at `=` and `:`. */
function rejoined(words: readonly string[]): string[] {
  const whole: string[] = [];
  for (const [i, word] of words.entries()) {
    const goesOn = i > 0 && (isBreak(word) || isBreak(words[i - 1] ?? ''));
    whole.push(goesOn ? `${whole.pop() ?? ''}${word}` : word);
  }
  return whole;
}

function understand(words: readonly string[], commands: readonly Command[]): Line {
  const all = commands.flatMap(optionsOf);
  const withValue = (word: string): OptionSpec | null =>
    all.find(
      ({ name, short, value }) =>
        value !== undefined && (word === `--${name}` || word === `-${short ?? ''}`),
    ) ?? null;
  const operands: string[] = [];
  const said: Record<string, string> = {};
  let [option, afterDashes]: [OptionSpec | null, boolean] = [null, false];
  for (const word of words.slice(0, -1)) {
    const [, name = '', value = ''] = INLINE.exec(word) ?? [];
    const inline = option || afterDashes ? null : withValue(name);
    if (option) [said[option.name], option] = [word, null];
    else if (inline) said[inline.name] = value;
    else if (afterDashes || !word.startsWith('-')) operands.push(word);
    else if (word === '--') afterDashes = true;
    else option = withValue(word);
  }
  const last = words.at(-1) ?? '';
  const base = { operands, options: new Options(said), afterDashes };
  if (option) return { ...base, option, name: '', current: last };
  const [, name = '', value = ''] = INLINE.exec(last) ?? [];
  const inline = afterDashes ? null : withValue(name);
  return inline
    ? { ...base, option: inline, name: `${name}=`, current: value }
    : { ...base, option: null, name: '', current: last };
}
