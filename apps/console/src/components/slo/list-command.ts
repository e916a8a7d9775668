import { SLO_FILTERS } from '#contract';
import { cliLine } from './commands.js';
import { sloSort } from './slo-sorts.js';
import type { SloListState } from './slo-view.js';

/** A word as a shell takes it: plain where it can be, in single quotes where it must be. */
export function shellWord(text: string): string {
  return /^[\w.:/=@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The line that lists the same SLOs in the same order on the command line. */
export function listCommand(state: SloListState, origin?: string): string {
  const filters = SLO_FILTERS.map((name) => [name === 'q' ? 'search' : name, state[name]] as const);
  const options = [...filters, ['sort', sloSort(state.sort)] as const].flatMap(([name, value]) =>
    value ? [`--${name}${value.startsWith('-') ? '=' : ' '}${shellWord(value)}`] : [],
  );
  return cliLine(['slo list', ...options].join(' '), origin);
}
