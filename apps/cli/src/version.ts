import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version in the nearest package.json above: the same from the sources and from `dist/`. */
export function version(from: string = import.meta.dirname): string {
  const file = join(from, 'package.json');
  if (existsSync(file))
    return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  if (from === dirname(from)) throw new Error('no package.json above this program');
  return version(dirname(from));
}
