import { nameOf, type Command } from '../command/command.js';
import { optionsOf } from '../command/parse.js';
import { GLOBAL_OPTIONS, type OptionSpec } from '../options/options.js';

/** A word that could stand at the cursor, and what it is. */
export interface Candidate {
  readonly word: string;
  readonly about: string;
}

/** What could stand at the cursor: known words, or names that only the shell or the server knows. */
export type Candidates =
  | { readonly kind: 'words'; readonly words: readonly Candidate[] }
  | { readonly kind: 'files' }
  | { readonly kind: 'slos'; readonly start: string };

const NOTHING: Candidates = { kind: 'words', words: [] };

/** The line up to the cursor as far as it is understood. */
interface Line {
  readonly operands: readonly string[];
  /** the option whose value is being written, and what of the word belongs to the name: `--sort=` */
  readonly option: OptionSpec | null;
  readonly glued: string;
  readonly current: string;
  readonly afterDashes: boolean;
}

/**
 * What could stand in place of the last word.
 * @param words the line after the program's name up to the cursor; the last is what is being written, and may be empty
 */
export function candidates(words: readonly string[], commands: readonly Command[]): Candidates {
  const line = understand(words, commands);
  const [noun, verb] = line.operands;
  const ofNoun = commands.filter((command) => command.noun === noun);
  const command = ofNoun.find((one) => one.verb === null || one.verb === verb);
  if (line.option) return values(line, line.option, command);
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

function values(line: Line, option: OptionSpec, command: Command | undefined): Candidates {
  if (option.value === 'FILE') return { kind: 'files' };
  const possible = option.name === 'output' ? (command?.formats ?? []) : (option.choices ?? []);
  // A value with a leading minus is only understood behind `=`.
  const fitting = possible.filter((value) => line.glued !== '' || !value.startsWith('-'));
  const { glued, current } = line;
  const prefix = glued === '=' ? '' : glued;
  return {
    kind: 'words',
    words: fitting
      .filter((value) => value.startsWith(current))
      .map((value) => ({ word: `${prefix}${value}`, about: `${option.value}` })),
  };
}

function operand({ operands, current }: Line, command: Command): Candidates {
  const given = operands.length - nameOf(command).split(' ').length;
  return command.operands[given]?.completes === 'slo' ? { kind: 'slos', start: current } : NOTHING;
}

function understand(words: readonly string[], commands: readonly Command[]): Line {
  const options = commands.flatMap(optionsOf);
  const named = (word: string) =>
    options.find(({ name, short }) => word === `--${name}` || word === `-${short ?? ''}`);
  const operands: string[] = [];
  let [option, afterDashes]: [OptionSpec | null, boolean] = [null, false];
  for (const word of words.slice(0, -1)) {
    if (option) {
      // bash hands `--sort=name` over as three words
      if (word !== '=') option = null;
    } else if (afterDashes || !word.startsWith('-')) operands.push(word);
    else if (word === '--') afterDashes = true;
    else option = takesValue(named(word));
  }
  const last = words.at(-1) ?? '';
  const base = { operands, afterDashes };
  if (option) {
    const split = last === '=' || words.at(-2) === '=';
    return { ...base, option, glued: split ? '=' : '', current: last === '=' ? '' : last };
  }
  const [, name = '', value = ''] = /^(--[^=]+)=(.*)$/s.exec(last) ?? [];
  const inline = takesValue(afterDashes ? undefined : named(name));
  return inline
    ? { ...base, option: inline, glued: `${name}=`, current: value }
    : { ...base, option: null, glued: '', current: last };
}

function takesValue(option: OptionSpec | undefined): OptionSpec | null {
  return option?.value === undefined ? null : option;
}
