import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import openapiTS, { astToString } from 'openapi-typescript';
import { openApiText } from '../../apps/api/src/openapi-document.js';
import { settingsText } from '../../apps/api/src/settings-document.js';
import { projectRoot } from '../../apps/api/src/platform/config/project-root.js';

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly security?: unknown[];
  readonly 'x-permission'?: string;
  readonly responses: Record<string, { content?: Record<string, { schema?: unknown }> }>;
}

const document = JSON.parse(await openApiText()) as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
};
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item)
    .filter(([method]) => method !== 'servers')
    .map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
);

describe('the contract of the API', () => {
  it('is the committed one: npm run gen', async () => {
    expect(await openApiText()).toBe(
      readFileSync(join(projectRoot(), 'docs/openapi.json'), 'utf8'),
    );
  });

  it('is the one that console and command line are typed by: npm run gen', async () => {
    const committed = readFileSync(join(projectRoot(), 'libs/contract/src/api.gen.ts'), 'utf8');
    const [header = '', ...types] = committed.split('\n');
    expect(header).toContain('npm run gen');
    expect(types.join('\n')).toBe(astToString(await openapiTS(await openApiText())));
  }, 20_000);

  it('has its settings written down: npm run gen', () => {
    expect(settingsText()).toBe(readFileSync(join(projectRoot(), 'docs/settings.md'), 'utf8'));
  });

  it('says of every operation what it does and which permission it needs, unless it is public', () => {
    const silent = operations.filter(
      ({ operation }) =>
        !operation.summary || (!operation['x-permission'] && operation.security?.length !== 0),
    );
    expect(silent.map(({ name }) => name)).toEqual([]);
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(
      operations.length,
    );
  });

  it('refers to nothing that it does not hold', () => {
    const references = JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g);
    const missing = [...references]
      .map(([, name]) => name ?? '')
      .filter((name) => !(name in document.components.schemas));
    expect(missing).toEqual([]);
    expect(operations.length).toBeGreaterThan(30);
  });
});
