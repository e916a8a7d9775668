import { useLayoutEffect, useRef } from 'react';
import type { ReactElement, ReactNode } from 'react';
import classes from './calm-area.module.css';

/** A thumb that is on its way needs so long to stop: what it then meets was not what it was meant for. In milliseconds. */
const CALM_MS = 700;
/** So many pixels are no other place. */
const SAME_PLACE_PX = 4;
const ACTION = 'button, a[href], input, select, textarea';

const actionAt = ({ target }: Event): Element | null =>
  target instanceof Element ? target.closest(ACTION) : null;

/**
 * Keeps taps off what appeared or moved under the thumb by itself: for a moment, and where the finger went down on something else. Keys and
 * screen readers press what they name, and are not held up.
 */
function keepCalm(area: HTMLElement): { readonly look: () => void; readonly end: () => void } {
  let places = new Map<Element, { x: number; y: number }>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pressed: Element | null = null;
  const isCalm = (): boolean => area.dataset['settling'] === undefined;
  const settle = (): void => {
    area.dataset['settling'] = 'true';
    clearTimeout(timer);
    timer = setTimeout(() => delete area.dataset['settling'], CALM_MS);
  };
  const look = (): void => {
    const { left, top } = area.getBoundingClientRect();
    const before = places;
    places = new Map(
      [...area.querySelectorAll(ACTION)].map((action) => {
        const at = action.getBoundingClientRect();
        // Within the area, and with that where it stands: a page that somebody scrolls is not one that moves by itself.
        return [action, { x: at.left - left, y: at.top - top + area.offsetTop }];
      }),
    );
    for (const [action, { x, y }] of places) {
      const was = before.get(action);
      if (was && Math.hypot(x - was.x, y - was.y) <= SAME_PLACE_PX) continue;
      settle();
      return;
    }
  };
  const onDown = (event: Event): void => {
    pressed = isCalm() ? actionAt(event) : null;
  };
  const onClick = (event: MouseEvent): void => {
    // Without a pointer: a key, a screen reader.
    if (event.detail === 0) return;
    const isMeant = pressed !== null && pressed === actionAt(event) && isCalm();
    pressed = null;
    if (isMeant) return;
    event.preventDefault();
    event.stopPropagation();
  };
  // Whoever comes back to the tab sees for the first time what appeared meanwhile.
  const onSight = (): void => {
    if (!document.hidden && places.size > 0) settle();
  };
  look();
  const changes = new MutationObserver(look);
  changes.observe(area, { childList: true, subtree: true, characterData: true });
  const sizes = new ResizeObserver(look);
  sizes.observe(area);
  if (area.parentElement) sizes.observe(area.parentElement);
  area.addEventListener('pointerdown', onDown, true);
  area.addEventListener('click', onClick, true);
  document.addEventListener('visibilitychange', onSight);
  const end = (): void => {
    clearTimeout(timer);
    changes.disconnect();
    sizes.disconnect();
    area.removeEventListener('pointerdown', onDown, true);
    area.removeEventListener('click', onClick, true);
    document.removeEventListener('visibilitychange', onSight);
  };
  return { look, end };
}

/** Around everything with something to press that appears, grows or moves without having been asked for: bars, and dialogs of the console's own. */
export function CalmArea({
  className = '',
  label,
  children,
}: {
  className?: string | undefined;
  /** What a region is called; without, it is none. */
  label?: string;
  children: ReactNode;
}): ReactElement {
  const ref = useRef<HTMLElement>(null);
  const calm = useRef<ReturnType<typeof keepCalm>>(null);
  useLayoutEffect(() => {
    if (ref.current) calm.current = keepCalm(ref.current);
    return () => calm.current?.end();
  }, []);
  // What is drawn anew is looked at before anything can be pressed, and not only once it was heard of.
  useLayoutEffect(() => calm.current?.look());
  const Area = label === undefined ? 'div' : 'section';
  return (
    <Area
      ref={ref as never}
      className={`${classes.area} ${className}`}
      aria-label={label}
      data-print="no"
    >
      {children}
    </Area>
  );
}
