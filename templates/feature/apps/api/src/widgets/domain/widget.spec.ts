import { describe, expect, it } from '@jest/globals';
import { endedWidget, nextWidget, widgetChange, type Widget } from './widget.js';

const [early, late] = [new Date('2026-01-01T00:00:00Z'), new Date('2026-01-02T00:00:00Z')];
const content = { name: 'One', territory: 'DE', note: '', endsAt: late };
const widget: Widget = {
  ...content,
  id: 'id-1',
  slug: 'one',
  endedAt: null,
  version: 3,
  createdAt: early,
  updatedAt: early,
};

describe('the next version of a widget', () => {
  it('is the first one of something new', () => {
    expect(nextWidget(null, 'one', content, 'id-9', early)).toEqual({
      ...widget,
      id: 'id-9',
      version: 1,
    });
  });

  it('counts a change, and keeps identity and birth', () => {
    const changed = nextWidget(widget, 'one', { ...content, name: 'Two' }, 'id-9', late);
    expect(changed).toEqual({ ...widget, name: 'Two', version: 4, updatedAt: late });
  });

  it.each([
    ['name', { name: 'Two' }],
    ['territory', { territory: 'CH' }],
    ['note', { note: 'x' }],
    ['end', { endsAt: null }],
  ])('differs by its %s', (_, change) => {
    expect(nextWidget(widget, 'one', { ...content, ...change }, 'id-9', late).version).toBe(4);
  });

  it('is the present one when it says nothing new', () => {
    expect(nextWidget(widget, 'one', { ...content }, 'id-9', late)).toBe(widget);
  });
});

describe('a widget', () => {
  it('ends once', () => {
    const noticed = new Date('2026-01-02T00:01:00Z');
    const ended = endedWidget(widget, noticed);
    expect(ended).toEqual({ ...widget, endedAt: late, version: 4, updatedAt: noticed });
    expect(endedWidget(ended, early)).toBe(ended);
  });
});

describe('what is said of a write', () => {
  it.each([
    ['created', null, widget, 'widget.changed'],
    ['changed', widget, { ...widget, note: 'x' }, 'widget.changed'],
    ['deleted', widget, null, 'widget.deleted'],
  ])('is that the widget was %s', (verb, before, after, event) => {
    const { entries, events } = widgetChange(before, after);
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      action: `widget.${verb}`,
      target: { kind: 'widget', id: 'id-1', name: 'one' },
      territory: 'DE',
    });
    expect(events.map(({ declaration, ids }) => [declaration.name, ids])).toEqual([
      [event, ['one']],
    ]);
  });

  it('is said in both territories of a move, and never of nothing', () => {
    const { entries, events } = widgetChange(widget, { ...widget, territory: 'CH' });
    for (const said of [entries, events])
      expect(said.map(({ territory }) => territory)).toEqual(['CH', 'DE']);
    expect(() => widgetChange(null, null)).toThrow('a before or an after');
  });
});
