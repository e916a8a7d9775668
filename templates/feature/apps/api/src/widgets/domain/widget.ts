import type { ContentOf, Named } from '../../catalog/domain/resource.js';

/** What a widget is. */
export interface Widget extends Named {
  readonly note: string;
  /** when it is to end; null = never */
  readonly endsAt: Date | null;
  /** when it ended */
  readonly endedAt: Date | null;
}

export type WidgetContent = ContentOf<Widget>;

/** What its writers hand in. */
export type WidgetDraft = Omit<WidgetContent, 'endedAt'>;

/** The content that a draft stands for: writing one that ended begins it anew. */
export function begun(draft: WidgetDraft): WidgetContent {
  return { ...draft, endedAt: null };
}

/** A widget as it ends, at the time at which it was to; one that ended stays as it is. @param now when that is noticed */
export function endedWidget(widget: Widget, now: Date): Widget {
  if (widget.endedAt) return widget;
  return { ...widget, endedAt: widget.endsAt ?? now, version: widget.version + 1, updatedAt: now };
}
