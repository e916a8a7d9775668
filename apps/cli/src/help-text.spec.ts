import { describe, expect, it } from '@jest/globals';
import { COMMANDS } from './commands.js';
import { nameOf } from './command/command.js';
import { helpOn } from './command/help-text.js';
import { optionsOf, parse } from './command/parse.js';

/** The words of a call as a shell parts them: what stands in single quotes is one. */
const wordsOf = (call: string): string[] =>
  (call.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^'(.*)'$/, '$1'));

describe('help', () => {
  it('names every command in the overview', () => {
    const text = helpOn([], COMMANDS);
    expect(COMMANDS.filter((command) => !text.includes(`  ${nameOf(command)} `))).toEqual([]);
  });

  it.each(COMMANDS.map((command) => [nameOf(command), command] as const))(
    'tells every option of %s',
    (name, command) => {
      const text = helpOn(name.split(' '), COMMANDS);
      expect(text).toContain(`leitstand ${name}`);
      expect(optionsOf(command).filter((option) => !text.includes(`--${option.name}`))).toEqual([]);
    },
  );

  it.each(COMMANDS.map((command) => [nameOf(command), command] as const))(
    'has examples of %s, and they are understood',
    (name, { examples }) => {
      expect(helpOn(name.split(' '), COMMANDS)).toMatch(/\n\nExamples\n {2}/);
      const lines = examples.flatMap((line) => line.split(/ \| |[<(|]| > \S+|\)/));
      const calls = lines.map((line) => line.trim()).filter((line) => line.startsWith('leitstand'));
      expect(calls.length).toBeGreaterThanOrEqual(examples.length);
      for (const call of calls) parse(wordsOf(call).slice(1), COMMANDS);
      expect(calls.some((call) => call.startsWith(`leitstand ${name}`))).toBe(true);
    },
  );

  it('tells what the exit codes say', () => {
    const codes = helpOn(['exit-codes'], COMMANDS)
      .split('\n')
      .slice(1)
      .map((line) => line.trim()[0]);
    expect(codes).toEqual(['0', '1', '2', '3', '4']);
  });

  it('has the verbs of a noun, and refuses what it does not know', () => {
    expect(helpOn(['audit'], COMMANDS)).toMatch(/audit tail[\s\S]*audit verify/);
    expect(() => helpOn(['audit', 'wipe'], COMMANDS)).toThrow('There is no help on "audit wipe".');
  });
});
