const GAP = 6;
const EDGE = 8;

/** Puts an open popover on a side of its button: on the other one where it fits there only, or more of it does. */
function place(popover: HTMLElement, anchor: HTMLElement, isBelow: boolean): void {
  const rect = anchor.getBoundingClientRect();
  const { style, offsetWidth: width, offsetHeight: height } = popover;
  const below = rect.bottom + GAP;
  const above = innerHeight - rect.top + GAP;
  const taken = isBelow ? below : above;
  const fits = height <= innerHeight - taken - EDGE;
  const goesBelow = fits ? isBelow : below <= above;
  const from = Math.max(EDGE, goesBelow ? below : above);
  style.top = goesBelow ? `${from}px` : 'auto';
  style.bottom = goesBelow ? 'auto' : `${from}px`;
  // It ends where the window ends, also when that changes; the rest is scrolled to.
  style.maxHeight = `calc(100dvh - ${from + EDGE}px)`;
  const fromStart = rect.left + width <= innerWidth - EDGE;
  const left = fromStart ? rect.left : rect.right - width;
  style.left = `${Math.min(Math.max(EDGE, left), innerWidth - width - EDGE)}px`;
}

/** Puts an open popover under its button, or over it where there is more room, within the window. */
export function placeBelow(popover: HTMLElement, anchor: HTMLElement): void {
  place(popover, anchor, true);
}

/** Puts an open popover over its button, or under it where there is more room, within the window. */
export function placeAbove(popover: HTMLElement, anchor: HTMLElement): void {
  place(popover, anchor, false);
}
