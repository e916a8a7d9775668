import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { setPreferences, usePreferences } from '../stores/preferences.js';
import { useT } from '../i18n/use-t.js';
import { AppLink } from '../ui/app-link.js';
import { Logo } from '../ui/logo.js';
import { paths } from '../util/paths.js';
import { NAV } from './nav-items.js';
import type { NavItem } from './nav-items.js';
import classes from './side-nav.module.css';

/** The left navigation: 208 px, or icons only. */
export function SideNav(): ReactElement {
  const t = useT();
  const { navCollapsed } = usePreferences();
  const Toggle = navCollapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  const toggleLabel = t(navCollapsed ? 'shell:nav.expand' : 'shell:nav.collapse');
  return (
    <nav
      className={classes.nav}
      data-collapsed={navCollapsed || undefined}
      aria-label={t('shell:nav.label')}
      data-print="no"
    >
      <AppLink to={paths.now()} className={classes.brand} aria-label={t('common:product')}>
        <Logo />
        {!navCollapsed && <span>{t('common:product')}</span>}
      </AppLink>
      <ul className={classes.list}>
        {NAV.map((item) => (
          <SideNavItem key={item.to} item={item} collapsed={navCollapsed} />
        ))}
      </ul>
      <button
        type="button"
        className={classes.toggle}
        title={toggleLabel}
        aria-label={toggleLabel}
        onClick={() => setPreferences({ navCollapsed: !navCollapsed })}
      >
        <Toggle size={18} stroke={1.6} />
      </button>
    </nav>
  );
}

function SideNavItem({ item, collapsed }: { item: NavItem; collapsed: boolean }): ReactElement {
  const label = useT()(item.label);
  return (
    <li>
      <AppLink
        to={item.to}
        section={item.to !== '/'}
        className={classes.item}
        aria-label={collapsed ? label : undefined}
        title={collapsed ? label : undefined}
      >
        <item.icon size={18} stroke={1.6} />
        {!collapsed && <span>{label}</span>}
      </AppLink>
    </li>
  );
}
