const GAP = 6;
const EDGE = 8;

function place(popover: HTMLElement, anchor: HTMLElement, top: number): void {
  const rect = anchor.getBoundingClientRect();
  const width = popover.offsetWidth;
  const fromStart = rect.left + width <= innerWidth - EDGE;
  const left = fromStart ? rect.left : rect.right - width;
  popover.style.top = `${Math.max(EDGE, top)}px`;
  popover.style.left = `${Math.min(Math.max(EDGE, left), innerWidth - width - EDGE)}px`;
}

/** Puts an open popover under its button, within the window. */
export function placeBelow(popover: HTMLElement, anchor: HTMLElement): void {
  place(popover, anchor, anchor.getBoundingClientRect().bottom + GAP);
}

/** Puts an open popover over its button, within the window. */
export function placeAbove(popover: HTMLElement, anchor: HTMLElement): void {
  place(popover, anchor, anchor.getBoundingClientRect().top - popover.offsetHeight - GAP);
}
