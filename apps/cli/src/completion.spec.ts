import { BUDGET_STATES, SLO_ORDERS, SLO_SORTS } from '#contract';
import { describe, expect, it } from '@jest/globals';
import { nameOf } from './command/command.js';
import { optionsOf } from './command/parse.js';
import { COMMANDS } from './commands.js';
import { candidates } from './completion/candidates.js';

/** What could stand at the end of this line; blanks part its words. */
function offered(line: string): readonly string[] | string {
  const found = candidates(line.split(' '), COMMANDS);
  return found.kind === 'words' ? found.words.map(({ word }) => word) : found.kind;
}

describe('completion', () => {
  it('goes from nouns to verbs to names', () => {
    expect(offered('')).toEqual([...new Set(COMMANDS.map(({ noun }) => noun))]);
    expect(offered('c')).toEqual(['catalog', 'config', 'completion']);
    expect(offered('slo ')).toEqual(['list', 'get', 'apply', 'delete']);
    expect(offered('--url http://x -q slo d')).toEqual(['delete']);
    expect(offered('slo get ')).toBe('slos');
    expect(offered('slo get -o json -- ')).toBe('slos');
    expect(offered('slo get shop ')).toEqual([]);
    expect(offered('slo list ')).toEqual([]);
    expect(offered('slo lst ')).toEqual([]);
    expect(offered('cart ')).toEqual([]);
  });

  it.each(COMMANDS.map((command) => [nameOf(command), command] as const))(
    'offers the options of %s, and only those',
    (name, command) => {
      const words = optionsOf(command).flatMap((option) => [
        `--${option.name}`,
        ...(option.short ? [`-${option.short}`] : []),
      ]);
      expect(offered(`${name} -`)).toEqual(words);
    },
  );

  it.each([
    ['slo list --budget ', BUDGET_STATES],
    ['slo list --budget a', ['at-risk']],
    ['slo list --budget=a', ['--budget=at-risk']],
    ['slo list --budget = a', ['at-risk']], // as bash parts it
    ['slo list --budget =', BUDGET_STATES],
    ['slo list --sort ', SLO_ORDERS],
    ['slo list --sort=', SLO_SORTS.map((sort) => `--sort=${sort}`)],
    ['slo get -o ', ['table', 'yaml', 'json']],
    ['slo list --team ', []],
    ['slo apply -f ', 'files'],
    ['status --token-file=x', 'files'],
    ['slo get -- -', 'slos'],
  ])('knows what an option takes: %s', (line, words) => {
    expect(offered(line)).toEqual(words);
  });

  it('asks the server that the line means, also where bash parts words', () => {
    for (const line of [
      '--url http://x:1/a --token-file t slo get sh',
      'slo get --token-file=t --url=http://x:1/a sh',
      '--url http : //x : 1/a --token-file = t slo get sh',
    ]) {
      const found = candidates(line.split(' '), COMMANDS);
      if (found.kind !== 'slos') throw new Error(`${line}: ${found.kind}`);
      const { start, options } = found;
      expect([start, options.text('url'), options.text('token-file')]).toEqual([
        'sh',
        'http://x:1/a',
        't',
      ]);
    }
  });
});
