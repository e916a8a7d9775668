import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds `nest-cli.json`: the same from the sources and from `dist/`. */
export function projectRoot(from: string = import.meta.dirname): string {
  for (let at = from; ; at = dirname(at)) {
    if (existsSync(join(at, 'nest-cli.json'))) return at;
    if (at === dirname(at)) throw new Error(`no project root above ${from}`);
  }
}
