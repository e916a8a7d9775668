import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

/** Where browsers look for it; its scope is the whole console. */
export const SERVICE_WORKER = 'sw.js';
/** Under which address a server gives the page of the console. */
const PAGE = '/';
/** What stands for the list of files in its source. */
const PLACE = 'LEITSTAND_FILES';
/** Files beside the program that it starts with, or shows without a network. */
const BESIDE = ['favicon.svg', 'start.css', 'theme.js', 'unreachable.html'];
/** Fonts of scripts that few names are written in come when they are needed. */
const KEPT = /^assets\/.+\.(?:js|css)$|^assets\/[\w-]*latin[\w-]*\.woff2$/;

type Output = Rolldown.OutputChunk | Rolldown.OutputAsset;

const revisionOf = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex').slice(0, 16);

/** Gives the service worker the list of what it keeps: every part of this build, and what stands beside it. */
export function fillServiceWorker(publicDir: string): Plugin {
  return {
    name: 'fill-service-worker',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_, bundle) {
      const worker = bundle[SERVICE_WORKER];
      if (worker?.type !== 'chunk') throw new Error(`the build has no ${SERVICE_WORKER}`);
      if (worker.imports.length > 0)
        throw new Error(
          `${SERVICE_WORKER} imports ${worker.imports.join(', ')}: browsers would not`,
        );
      const { code } = worker;
      if (!code.includes(PLACE)) throw new Error(`${SERVICE_WORKER} takes no list of files`);
      const files = [...ofBuild(Object.values(bundle)), ...(await beside(publicDir))];
      worker.code = code.replaceAll(PLACE, JSON.stringify(files));
    },
  };
}

/** Hashed names change with what is in them. */
function ofBuild(outputs: readonly Output[]): object[] {
  const page = outputs.find(({ fileName }) => fileName === 'index.html');
  if (page?.type !== 'asset') throw new Error('the build has no index.html');
  const assets = outputs.map(({ fileName }) => fileName).filter((name) => KEPT.test(name));
  return [
    { url: PAGE, revision: revisionOf(page.source) },
    ...assets.map((name) => ({ url: `/${name}`, revision: null })),
  ];
}

async function beside(publicDir: string): Promise<object[]> {
  const there = new Set(await readdir(publicDir));
  return Promise.all(
    BESIDE.map(async (name) => {
      if (!there.has(name)) throw new Error(`${name} is not among the files beside the console`);
      return { url: `/${name}`, revision: revisionOf(await readFile(join(publicDir, name))) };
    }),
  );
}
