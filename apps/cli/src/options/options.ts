/** How a command prints. */
export type Format = 'table' | 'wide' | 'json' | 'yaml' | 'csv';

/** One option of a command: a switch, or with a value where `value` names it. */
export interface OptionSpec {
  readonly name: string;
  readonly short?: string;
  readonly value?: string;
  readonly many?: true;
  /** values that completion offers and the command accepts */
  readonly choices?: readonly string[];
  readonly help: string;
}

/** Options of every command. */
export const GLOBAL_OPTIONS: readonly OptionSpec[] = [
  { name: 'url', value: 'URL', help: 'address of the server' },
  { name: 'context', value: 'NAME', help: 'context of the configuration file' },
  { name: 'token-file', value: 'FILE', help: 'file that holds the API token' },
  { name: 'quiet', short: 'q', help: 'names only, and no talk' },
  { name: 'no-input', help: 'never ask' },
  { name: 'yes', help: 'do it without asking' },
  { name: 'help', short: 'h', help: 'this help' },
];

export const FORMAT_OPTION: OptionSpec = {
  name: 'output',
  short: 'o',
  value: 'FORMAT',
  help: 'how to print',
};

/** Only for commands that can print JSON. */
export const FIELDS_OPTION: OptionSpec = {
  name: 'json',
  value: 'FIELDS',
  help: 'print only these fields, as JSON, e.g. slug,version',
};

export const FILE_OPTION: OptionSpec = {
  name: 'file',
  short: 'f',
  value: 'FILE',
  many: true,
  help: 'file or folder to read, - for standard input; may be repeated',
};

export const DRY_RUN_OPTION: OptionSpec = {
  name: 'dry-run',
  help: 'only say what would happen; exits with 3 when something would be refused',
};

type Value = string | boolean | undefined | (string | boolean)[];

/** The options given, by their long names. */
export class Options {
  constructor(private readonly values: Readonly<Record<string, Value>>) {}

  has(name: string): boolean {
    return this.values[name] !== undefined && this.values[name] !== false;
  }

  /** The value of an option; the last where it may be repeated. */
  text(name: string): string | undefined {
    return this.all(name).at(-1);
  }

  all(name: string): string[] {
    return [this.values[name] ?? []].flat().filter((value) => typeof value === 'string');
  }
}
