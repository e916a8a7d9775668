import { toldIn, type Change } from '../../catalog/domain/change.js';
import { widgetChanged, widgetDeleted } from './widget-events.js';

/** What a widget is. */
export interface Widget {
  readonly id: string;
  /** its name in paths; never changes */
  readonly slug: string;
  readonly name: string;
  readonly territory: string;
  readonly note: string;
  /** when it is to end; null = never */
  readonly endsAt: Date | null;
  /** when it ended */
  readonly endedAt: Date | null;
  /** grows by one with every change; the ETag */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The part of a widget that its writers decide. */
export type WidgetContent = Pick<Widget, 'name' | 'territory' | 'note' | 'endsAt'>;

/**
 * What a widget becomes by a write; itself when it says nothing new. Writing one that ended begins it anew.
 * @param fresh id of a new one
 */
export function nextWidget(
  before: Widget | null,
  slug: string,
  content: WidgetContent,
  fresh: string,
  now: Date,
): Widget {
  if (before && saysTheSame(before, content)) return before;
  return {
    id: before?.id ?? fresh,
    slug,
    ...content,
    endedAt: null,
    version: (before?.version ?? 0) + 1,
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
  };
}

function saysTheSame(widget: Widget, { name, territory, note, endsAt }: WidgetContent): boolean {
  return (
    widget.name === name &&
    widget.territory === territory &&
    widget.note === note &&
    widget.endsAt?.getTime() === endsAt?.getTime()
  );
}

/** A widget as it ends, at the time at which it was to; one that ended stays as it is. @param now when that is noticed */
export function endedWidget(widget: Widget, now: Date): Widget {
  if (widget.endedAt) return widget;
  return { ...widget, endedAt: widget.endsAt ?? now, version: widget.version + 1, updatedAt: now };
}

/** What is to be said of a write, by what was there before and what is there after it (null = nothing). */
export function widgetChange(before: Widget | null, after: Widget | null): Change {
  const widget = after ?? before;
  if (!widget) throw new Error('a change needs a before or an after');
  const { id, slug, territory } = widget;
  const territories = [...new Set([territory, before?.territory ?? territory])];
  return {
    entries: territories.map((concerned) => ({
      action: `widget.${before ? (after ? 'changed' : 'deleted') : 'created'}`,
      target: { kind: 'widget', id, name: slug },
      territory: concerned,
      before: toldIn(concerned, before, contentOf),
      after: toldIn(concerned, after, contentOf),
    })),
    events: territories.map((concerned) =>
      (after ? widgetChanged : widgetDeleted).of([slug], concerned),
    ),
  };
}

function contentOf({ name, territory, note, endsAt, endedAt }: Widget) {
  return { name, territory, note, endsAt, endedAt };
}
