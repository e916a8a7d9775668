import type { Preferences } from '../stores/preferences.js';
import type { MessageKey } from '../i18n/message-key.js';

/** The themes to choose from, in the order of the menus. */
export const THEMES: readonly { id: Preferences['theme']; label: MessageKey }[] = [
  { id: 'system', label: 'shell:theme.system' },
  { id: 'light', label: 'shell:theme.light' },
  { id: 'dark', label: 'shell:theme.dark' },
  { id: 'night', label: 'shell:theme.night' },
];
