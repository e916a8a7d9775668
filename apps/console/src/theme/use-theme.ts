import { useMediaQuery } from '@mantine/hooks';
import { useEffect } from 'react';
import { usePreferences } from '../stores/preferences.js';

export type Shade = 'light' | 'dark' | 'night';
const PAPER: Record<Shade, string> = { light: '#ffffff', dark: '#12161b', night: '#0a0b0d' };

/** The shade on screen; also keeps the root element and the browser's bars in step (theme.js did so before the first paint). */
export function useShade(): Shade {
  const { theme } = usePreferences();
  const systemDark = useMediaQuery('(prefers-color-scheme: dark)', false, {
    getInitialValueInEffect: false,
  });
  const shade = theme === 'system' ? (systemDark ? 'dark' : 'light') : theme;
  useEffect(() => {
    const root = document.documentElement;
    root.setAttribute('data-theme', shade);
    root.style.colorScheme = shade === 'light' ? 'light' : 'dark';
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', PAPER[shade]);
  }, [shade]);
  return shade;
}
