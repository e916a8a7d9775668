/** An attempt to get around the plan of the house: a file that must not pass `npm run check`. */
export interface BreakIn {
  readonly what: string;
  /** where the file is put; its folder decides what it may do */
  readonly at: string;
  /** statements; `~/` stands for the root of the project */
  readonly code: string;
  /** a second file that it takes */
  readonly beside?: { readonly at: string; readonly code: string };
}

export const API = 'apps/api/src';
export const CLI = 'apps/cli/src';
let serial = 0;

/** A file of its own in `folder` that imports each of `targets`, for what it names or for its effect. */
export function imports(what: string, folder: string, ...targets: readonly string[]): BreakIn {
  serial += 1;
  const code = targets.map((target) => `import '${target}';`).join('\n');
  return { what, at: `${folder}/break-in-${serial}.ts`, code };
}

/** The same for a statement that the linter must see. */
export function says(what: string, folder: string, code: string, ending = 'ts'): BreakIn {
  serial += 1;
  return { what, at: `${folder}/break-in-${serial}.${ending}`, code };
}

export const door = (path: string) => `~/${API}/${path}`;
