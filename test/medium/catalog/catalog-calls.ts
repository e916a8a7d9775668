import type { TestActor } from '../../harness/actors.js';
import type { TestApp } from '../../harness/test-app.js';

/** Applies documents as somebody: YAML text or what becomes JSON. @param query e.g. `?dryRun=true` */
export type Apply = (
  payload: string | object,
  query?: string,
  actor?: TestActor,
) => ReturnType<TestApp['app']['inject']>;

/** @param by who applies where nobody else is named */
export function applyOf({ app }: TestApp, by: TestActor): Apply {
  return (payload, query = '', actor = by) => {
    const type = typeof payload === 'string' ? { 'content-type': 'application/yaml' } : {};
    return app.inject({
      method: 'POST',
      url: `/api/v1/catalog/apply${query}`,
      headers: { ...actor.headers, ...type },
      payload,
    });
  };
}
