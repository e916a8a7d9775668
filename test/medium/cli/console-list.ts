import type { components } from '#contract/api';

type SloRow = components['schemas']['SloRow'];

/** What of the console's list is used here; its modules are typed for browsers and these tests for Node, so it is said again. */
interface ConsoleList<State> {
  readView(view: string, territory: string | null): State;
  viewRows(rows: readonly SloRow[], state: State): SloRow[];
  listCommand(state: State, origin: string): string;
}

const FOLDER: string = '../../../apps/console/src/components/slo';
const list = {
  ...((await import(`${FOLDER}/slo-view.js`)) as object),
  ...((await import(`${FOLDER}/list-command.js`)) as object),
} as ConsoleList<object>;

/** For a view of the console as its address says it: the rows it shows in their order, and the line it copies as a command. */
export function consoleList(view: string, rows: readonly SloRow[], origin: string) {
  const state = list.readView(view, null);
  const slugs = list.viewRows(rows, state).map(({ slug }) => slug);
  return { slugs, command: list.listCommand(state, origin) };
}
