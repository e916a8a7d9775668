import {
  IconActivity,
  IconAlertOctagon,
  IconBox,
  IconCalendarUser,
  IconGauge,
  IconHistory,
  IconSettings,
  IconStack2,
  IconUsers,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { MessageKey } from '../i18n/message-key.js';
import { paths } from '../util/paths.js';
import type { Path, SettingsTab } from '../util/paths.js';

export interface NavItem {
  to: Path;
  label: MessageKey;
  /** Second key after `g`. */
  key: string;
  icon: ComponentType<{ size?: number; stroke?: number }>;
  /** In the phone's bottom bar; the rest is under More. */
  phone: boolean;
}

export const SETTINGS_TAB_NAME: Record<SettingsTab, MessageKey> = {
  personal: 'settings:tab.personal',
  people: 'settings:tab.people',
  tokens: 'settings:tab.tokens',
  sources: 'settings:tab.sources',
  heartbeats: 'settings:tab.heartbeats',
  maintenance: 'status:other.maintenance',
  territories: 'settings:tab.territories',
  instance: 'settings:tab.instance',
};

/** The console's sections, in the order of the day: what is happening, what we promised, what we run, who, what was done. */
export const NAV: readonly NavItem[] = [
  { to: paths.now(), label: 'shell:nav.now', key: 'n', icon: IconActivity, phone: true },
  {
    to: paths.incidents(),
    label: 'shell:nav.incidents',
    key: 'i',
    icon: IconAlertOctagon,
    phone: true,
  },
  { to: paths.slos(), label: 'shell:nav.slos', key: 's', icon: IconGauge, phone: true },
  { to: paths.subjects(), label: 'shell:nav.subjects', key: 'c', icon: IconBox, phone: true },
  { to: paths.onCall(), label: 'shell:nav.onCall', key: 'o', icon: IconCalendarUser, phone: false },
  { to: paths.teams(), label: 'shell:nav.teams', key: 't', icon: IconUsers, phone: false },
  {
    to: paths.environments(),
    label: 'shell:nav.environments',
    key: 'e',
    icon: IconStack2,
    phone: false,
  },
  { to: paths.audit(), label: 'shell:nav.audit', key: 'a', icon: IconHistory, phone: false },
  { to: paths.settings(), label: 'shell:nav.settings', key: 'p', icon: IconSettings, phone: false },
];
