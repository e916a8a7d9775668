import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { eventFiles } from '../../apps/api/src/event-documents.js';
import { projectRoot } from '../../apps/api/src/platform/config/project-root.js';
import { declareEvent, declaredEvents } from '../../apps/api/src/platform/kernel/event.js';

const files = await eventFiles();
const committed = (path: string) => readFileSync(join(projectRoot(), path), 'utf8');

describe('the events', () => {
  it('are documented, and known to the console, as they are declared: npm run gen', () => {
    for (const [path, text] of files) expect([path, committed(path)]).toEqual([path, text]);
    const documented = readdirSync(join(projectRoot(), 'docs/events'));
    expect(documented.filter((name) => !files.has(`docs/events/${name}`))).toEqual([]);
    expect(documented.length).toBeGreaterThan(5);
  });

  it('that are heard under another name are heard under one that is declared, by the same people', () => {
    const events = new Map(declaredEvents().map((event) => [event.name, event]));
    const renamed = [...events.values()].filter(({ audience }) => audience?.as !== undefined);
    expect(renamed.length).toBeGreaterThan(0);
    for (const { audience } of renamed) {
      const heard = events.get(audience?.as ?? '')?.audience;
      expect(heard).toMatchObject({ permission: audience?.permission, refetch: audience?.refetch });
      expect(heard?.as).toBeUndefined();
    }
  });

  it('are declared once', () => {
    const about = { summary: 'Twice.', ids: 'names', audience: null };
    expect(() => declareEvent({ name: 'slo.changed', ...about })).toThrow(
      'the event slo.changed is declared twice',
    );
  });
});
