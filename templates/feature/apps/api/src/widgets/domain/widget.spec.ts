import { describe, expect, it } from '@jest/globals';
import { nextVersion } from '../../catalog/domain/resource.js';
import { begun, endedWidget, type Widget } from './widget.js';

const [early, late] = [new Date('2026-01-01T00:00:00Z'), new Date('2026-01-02T00:00:00Z')];
const draft = { name: 'One', territory: 'DE', note: '', endsAt: late };
const widget: Widget = {
  ...draft,
  id: 'id-1',
  slug: 'one',
  endedAt: null,
  version: 3,
  createdAt: early,
  updatedAt: early,
};

describe('a widget', () => {
  it.each([
    ['name', { name: 'Two' }, 4],
    ['territory', { territory: 'CH' }, 4],
    ['note', { note: 'x' }, 4],
    ['end', { endsAt: null }, 4],
    ['nothing', { endsAt: new Date(late) }, 3],
  ])('that is written with another %s is another version, or the same', (_, change, version) => {
    const content = begun({ ...draft, ...change });
    expect(nextVersion(widget, 'one', content, 'id-9', late).version).toBe(version);
  });

  it('ends once, and begins anew when it is written', () => {
    const noticed = new Date('2026-01-02T00:01:00Z');
    const ended = endedWidget(widget, noticed);
    expect(ended).toEqual({ ...widget, endedAt: late, version: 4, updatedAt: noticed });
    expect(endedWidget(ended, early)).toBe(ended);
    expect(nextVersion(ended, 'one', begun(draft), 'id-9', noticed)).toMatchObject({
      endedAt: null,
      version: 5,
    });
  });
});
