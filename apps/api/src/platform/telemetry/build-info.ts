import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Gauge } from 'prom-client';
import { projectRoot } from '../config/project-root.js';

/** The version in package.json. */
export const VERSION: string = (
  JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string }
).version;

/** Publishes `leitstand_build_info{version,revision} 1`. */
export function publishBuildInfo(revision: string): void {
  const info = new Gauge({
    name: 'leitstand_build_info',
    help: 'Version and revision of the running program',
    labelNames: ['version', 'revision'],
  });
  info.set({ version: VERSION, revision }, 1);
}
