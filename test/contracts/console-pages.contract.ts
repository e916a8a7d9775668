import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../apps/api/src/platform/config/project-root.js';
import { CONSOLE_PAGES } from '../../apps/api/src/platform/http/console-pages.js';

describe('the pages that the API serves', () => {
  it("are those of the console's router", () => {
    const routes = ['routes.tsx', 'routes-access.tsx', 'routes-settings.tsx']
      .map((file) => readFileSync(join(projectRoot(), 'apps/console/src', file), 'utf8'))
      .join('\n');
    const paths = [...routes.matchAll(/^ {2}path: '(.+)',$/gm)].map(([, path]) => path);
    expect(paths.toSorted()).toEqual([...CONSOLE_PAGES].toSorted());
  });
});
