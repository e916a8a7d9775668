import type { Plugin, Rolldown } from 'vite';

type Chunk = Rolldown.OutputChunk;
type Bundle = Rolldown.OutputBundle;

/** The chunk with all that every page needs. */
export const START = 'start';

/** The files that a late part is made of, once per chunk that has late parts, as Vite writes them behind its minifier. */
const NAMES = /\bm\.f=(\["[^\]]*"\])/;
/** Which of them one late part takes. */
const TAKEN = /__vite__mapDeps\(\[([\d,]*)\]\)/g;

/** A chunk with all that it imports at once, and their stylesheets. */
function withImports(bundle: Bundle, first: Chunk): Set<string> {
  const there = new Set<string>();
  const waiting = [first.fileName];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const chunk = bundle[name];
    if (there.has(name) || chunk?.type !== 'chunk') continue;
    there.add(name);
    for (const style of chunk.viteMetadata?.importedCss ?? []) there.add(style);
    waiting.push(...chunk.imports);
  }
  return there;
}

/**
 * The same code without preloads of what is there already.
 * @param there names of files
 */
export function withoutPreloads(code: string, there: ReadonlySet<string>): string {
  const found = NAMES.exec(code);
  if (!found?.[1]) return code;
  const names = JSON.parse(found[1]) as string[];
  const kept = names.filter((name) => !there.has(name));
  const places = names.map((name) => kept.indexOf(name));
  return code
    .replace(NAMES, () => `m.f=${JSON.stringify(kept)}`)
    .replace(TAKEN, (_, taken: string) => {
      const left = taken
        .split(',')
        .filter((place) => place !== '')
        .map((place) => places[Number(place)] ?? -1)
        .filter((place) => place >= 0);
      return `__vite__mapDeps([${left.join(',')}])`;
    });
}

/**
 * With each late part Vite lists every file it is made of, so that they are fetched together. Those of the program itself have been there
 * since before it could ask for anything; without them the lists weigh a third.
 */
export function leanPreloads(): Plugin {
  return {
    name: 'lean-preloads',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler: (_, bundle) => {
        const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
        const start = chunks.find(({ name }) => name === START);
        if (!start || !NAMES.test(start.code))
          throw new Error('the program has no list of preloads, or Vite writes it otherwise now');
        const there = withImports(bundle, start);
        for (const chunk of chunks) chunk.code = withoutPreloads(chunk.code, there);
      },
    },
  };
}
