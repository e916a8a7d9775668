import { createTheme } from '@mantine/core';
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core';

const petrol: MantineColorsTuple = [
  '#e6f1f0',
  '#cfe4e2',
  '#a5cfcb',
  '#74c8c2',
  '#5bbab4',
  '#2f918c',
  '#167c79',
  '#0b6b69',
  '#095755',
  '#064341',
];

const slate: MantineColorsTuple = [
  '#e3e7eb',
  '#c4cbd2',
  '#a3acb6',
  '#77818c',
  '#4a545f',
  '#37404a',
  '#1a2027',
  '#12161b',
  '#0e1115',
  '#0a0c0f',
];

/** Mantine speaks our tokens: components keep their behaviour, the colours come from tokens.css. */
export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, Menlo, Consolas, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  headings: { fontWeight: '600' },
  colors: { petrol, dark: slate },
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 4 },
  defaultRadius: 6,
  radius: { sm: '4px', md: '6px', lg: '6px', xl: '6px' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: {
      defaultProps: { size: 'sm' },
      vars: (_theme: unknown, { variant }: { variant?: string }) => ({
        root:
          variant === undefined || variant === 'filled'
            ? { '--button-color': 'var(--ls-on-accent)' }
            : {},
      }),
    },
    InputWrapper: {
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
    },
    Input: { defaultProps: { size: 'sm' } },
    // Named, not imported: the dialog's code comes with the first dialog.
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 120 }, radius: 6 } },
  },
});

const shared = {
  '--mantine-color-body': 'var(--ls-paper)',
  '--mantine-color-text': 'var(--ls-ink)',
  '--mantine-color-dimmed': 'var(--ls-ink-2)',
  '--mantine-color-placeholder': 'var(--ls-ink-3)',
  '--mantine-color-default': 'var(--ls-raised)',
  '--mantine-color-default-hover': 'var(--ls-hover)',
  '--mantine-color-default-color': 'var(--ls-ink)',
  '--mantine-color-default-border': 'var(--ls-line-strong)',
  '--mantine-color-anchor': 'var(--ls-accent)',
  '--mantine-color-error': 'var(--ls-bad)',
  '--mantine-primary-color-filled': 'var(--ls-accent)',
  '--mantine-primary-color-filled-hover': 'var(--ls-accent-hover)',
  '--mantine-primary-color-contrast': 'var(--ls-on-accent)',
  '--mantine-color-petrol-filled': 'var(--ls-accent)',
  '--mantine-color-petrol-filled-hover': 'var(--ls-accent-hover)',
};

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: shared,
  dark: shared,
});
