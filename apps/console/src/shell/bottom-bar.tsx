import { IconDots } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useT } from '../i18n/use-t.js';
import { AppLink } from '../ui/app-link.js';
import { Menu, MenuLink } from '../ui/menu.js';
import classes from './bottom-bar.module.css';
import { NAV } from './nav-items.js';

/** Navigation on phones: four sections within reach of the thumb, the rest under More. */
export function BottomBar(): ReactElement {
  const t = useT();
  return (
    <nav className={classes.bar} aria-label={t('shell:nav.label')} data-print="no">
      {NAV.filter(({ phone }) => phone).map((item) => (
        <AppLink key={item.to} to={item.to} section={item.to !== '/'} className={classes.item}>
          <item.icon size={20} stroke={1.6} />
          <span>{t(item.label)}</span>
        </AppLink>
      ))}
      <Menu
        above
        className={classes.item}
        trigger={
          <>
            <IconDots size={20} stroke={1.6} />
            <span>{t('shell:nav.more')}</span>
          </>
        }
      >
        {NAV.filter(({ phone }) => !phone).map((item) => (
          <MenuLink key={item.to} to={item.to} icon={<item.icon size={18} stroke={1.6} />}>
            {t(item.label)}
          </MenuLink>
        ))}
      </Menu>
    </nav>
  );
}
