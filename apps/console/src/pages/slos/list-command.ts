import { cliLine } from '../../components/slo/commands.js';
import type { SloFilter } from './slo-filter.js';

const OPTIONS: readonly [keyof SloFilter, string][] = [
  ['q', '--search'],
  ['budget', '--budget'],
  ['burn', '--burn'],
  ['team', '--team'],
  ['subject', '--subject'],
  ['label', '--label'],
  ['territory', '--territory'],
];

/** A word as a shell takes it: plain where it can be, in single quotes where it must be. */
export function shellWord(text: string): string {
  return /^[\w.:/=@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The line that lists the same SLOs on the command line. */
export function listCommand(filter: SloFilter, origin?: string): string {
  const options = OPTIONS.flatMap(([name, option]) =>
    filter[name] ? [`${option} ${shellWord(filter[name])}`] : [],
  );
  return cliLine(['slo list', ...options].join(' '), origin);
}
