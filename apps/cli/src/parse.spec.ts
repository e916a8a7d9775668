import { describe, expect, it } from '@jest/globals';
import { COMMANDS } from './commands.js';
import { nameOf } from './command/command.js';
import { EXIT } from './failure/exit-code.js';
import { Failure } from './failure/failure.js';
import { FORMAT_OPTION, GLOBAL_OPTIONS } from './options/options.js';
import { optionsOf, parse } from './command/parse.js';

function understood(...words: string[]) {
  const parsed = parse(words, COMMANDS);
  if (parsed.kind !== 'run') throw new Error(`understood as ${parsed.kind}`);
  return parsed;
}

function refusal(...words: string[]): string {
  try {
    parse(words, COMMANDS);
  } catch (error) {
    if (error instanceof Failure && error.exitCode === EXIT.USAGE)
      return [error.message, ...error.lines].join(' ');
    throw error;
  }
  throw new Error('was understood');
}

describe('words on the command line', () => {
  it('name a command, its operands and options, wherever the options stand', () => {
    for (const words of [
      ['slo', 'get', 'shop', '-o', 'json', '-q'],
      ['-q', 'slo', '-ojson', 'get', 'shop'],
      ['slo', 'get', '--output=json', '--quiet', '--', 'shop'],
    ]) {
      const { command, operands, options, format } = understood(...words);
      expect([nameOf(command), operands, options.has('quiet'), options.has('yes'), format]).toEqual(
        ['slo get', ['shop'], true, false, 'json'],
      );
    }
  });

  it('repeat -f, and take - for standard input', () => {
    expect(
      understood('catalog', 'apply', '-f', 'a.yaml', '-f', '-', '--dry-run').options.all('file'),
    ).toEqual(['a.yaml', '-']);
  });

  it('take the first format of a command where none is asked for', () => {
    expect(
      COMMANDS.filter(({ operands }) => operands.length === 0).map(
        (command) => understood(...nameOf(command).split(' ')).format,
      ),
    ).toEqual(COMMANDS.filter(({ operands }) => operands.length === 0).map(() => 'table'));
  });

  it.each([
    [['slo'], 'Verbs of slo: list, get, apply, delete'],
    [['slo', 'lst'], 'There is no command "slo lst".'],
    [['objective', 'list'], 'There is no command "objective".'],
    [['-q'], 'Which command?'],
    [['slo', 'list', '--bogus'], "Unknown option '--bogus'"],
    [['slo', 'list', '--dry-run'], "Unknown option '--dry-run'"],
    [['slo', 'list', '--team'], 'argument missing'],
    [['catalog', 'apply', '-f', '--dry-run'], 'ambiguous'], // no file, and no dry run either
    [['slo', 'list', 'shop'], 'does not know what to do with "shop"'],
    [['slo', 'get'], 'slo get needs NAME'],
    [['slo', 'list', '-o', 'xml'], '-o takes table, wide, json, yaml, csv'],
    [['slo', 'list', '--budget', 'fine'], 'Possible: exhausted, at-risk, healthy, no-data'],
    [
      ['slo', 'list', '-o', 'csv', '--json', 'slug'],
      '--json prints JSON; -o csv does not go with it.',
    ],
    [['slo', 'list', '--sort', 'colour'], 'Possible: urgency, -urgency, name'],
    [['slo', 'lis'], 'There is no command "slo lis"'],
  ])('are refused when %j', (words, reason) => {
    expect(refusal(...words)).toContain(reason);
  });

  it('never carry a token', () => {
    expect(refusal('slo', 'list', '--token', 'lst_secret')).toMatch(
      /LEITSTAND_TOKEN.*--token-file/,
    );
    expect(refusal('slo', 'list', '--token=lst_secret')).not.toContain('lst_secret');
  });

  it('give help with -h anywhere, and with no words at all', () => {
    expect([parse([], COMMANDS), parse(['slo', '-h', 'list', '--bogus'], COMMANDS)]).toEqual([
      { kind: 'help', topic: [] },
      { kind: 'help', topic: ['slo', 'list'] },
    ]);
  });
});

describe('the list of commands', () => {
  it('uses an option for one thing only: always with a value, or never', () => {
    const kinds = new Map<string, string>();
    for (const { name, short, value } of [
      ...GLOBAL_OPTIONS,
      FORMAT_OPTION,
      ...COMMANDS.flatMap(({ options }) => options),
    ]) {
      const kind = `${short ?? ''} ${value !== undefined}`;
      expect([name, kinds.get(name) ?? kind]).toEqual([name, kind]);
      kinds.set(name, kind);
    }
  });

  it('gives no short option twice within a command', () => {
    for (const command of COMMANDS) {
      const shorts = optionsOf(command).flatMap(({ short }) => short ?? []);
      expect(shorts).toEqual([...new Set(shorts)]);
    }
  });
});
