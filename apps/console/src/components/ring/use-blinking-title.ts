import { useEffect } from 'react';

const BLINK_MS = 1_000;
const STILL = '(prefers-reduced-motion: reduce)';

/** The title of the tab alternates with `text`; where nothing is to move it stands before the title. null = only the title. */
export function useBlinkingTitle(text: string | null): void {
  useEffect(() => {
    if (text === null) return undefined;
    const still = matchMedia(STILL).matches;
    let page = document.title;
    const shown = (): string => (still ? `${text} · ${page}` : text);
    const blink = (): void => {
      const isShown = document.title === shown();
      // Whoever went to another page meanwhile set its title.
      if (!isShown) page = document.title;
      document.title = isShown && !still ? page : shown();
    };
    blink();
    const timer = setInterval(blink, BLINK_MS);
    return () => {
      clearInterval(timer);
      if (document.title === shown()) document.title = page;
    };
  }, [text]);
}
