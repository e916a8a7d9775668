import { describe, expect, it } from '@jest/globals';
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
  it('ends once', () => {
    const noticed = new Date('2026-01-02T00:01:00Z');
    const ended = endedWidget(widget, noticed);
    expect(ended).toEqual({ ...widget, endedAt: late, version: 4, updatedAt: noticed });
    expect(endedWidget(ended, early)).toBe(ended);
  });

  it('begins anew when it is written', () => {
    expect(begun(draft)).toEqual({ ...draft, endedAt: null });
  });
});
