import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Gauge } from 'prom-client';
import { projectRoot } from '../config/project-root.js';
import { revisionOf } from './revision.js';

/** The version in package.json. */
export const VERSION: string = (
  JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string }
).version;

/**
 * The version as semantic versioning writes a build: `0.1.0+1a2b3c4`.
 * @param said LEITSTAND_REVISION
 */
export function buildVersion(said: string | undefined): string {
  const revision = revisionOf(said, projectRoot());
  return revision === 'unknown'
    ? VERSION
    : `${VERSION}+${revision.slice(0, 12).replaceAll(/[^0-9A-Za-z.-]/g, '-')}`;
}

/**
 * Publishes `leitstand_build_info{version,revision} 1`.
 * @param said LEITSTAND_REVISION
 */
export function publishBuildInfo(said: string | undefined): void {
  const info = new Gauge({
    name: 'leitstand_build_info',
    help: 'Version and revision of the running program',
    labelNames: ['version', 'revision'],
  });
  info.set({ version: VERSION, revision: revisionOf(said, projectRoot()) }, 1);
}
