import { IconKeyboard, IconLogout, IconUserCircle } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useMe } from '../api/use-me.js';
import { useSignOut } from '../hooks/use-sign-out.js';
import { setOverlay } from '../stores/overlays.js';
import { setPreferences, usePreferences } from '../stores/preferences.js';
import { useChooseLanguage } from '../hooks/use-choose-language.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { Menu, MenuDivider, MenuItem, MenuLabel, MenuLink } from '../ui/menu.js';
import { LANGUAGES } from '../util/format/locale.js';
import { paths } from '../util/paths.js';
import { THEMES } from './theme-names.js';
import classes from './top-bar.module.css';

/** Who is signed in, theme and language at hand, personal settings, shortcuts, sign out. */
export function UserMenu(): ReactElement {
  const t = useT();
  const me = useMe();
  const signOut = useSignOut();
  return (
    <Menu
      className={classes.quiet}
      label={t('shell:user.label')}
      trigger={<IconUserCircle size={20} stroke={1.5} />}
    >
      <MenuLabel>{t('shell:user.signedInAs')}</MenuLabel>
      <MenuLink to={paths.settings('personal')}>
        {me?.name}
        {me?.email && <span className="ls-tiny ls-quiet ls-block">{me.email}</span>}
      </MenuLink>
      <MenuDivider />
      <ThemeItems />
      <LanguageItems />
      <MenuDivider />
      <MenuItem
        icon={<IconKeyboard size={16} stroke={1.6} />}
        onClick={() => setOverlay('shortcuts')}
      >
        {t('shell:user.shortcuts')}
      </MenuItem>
      <MenuItem icon={<IconLogout size={16} stroke={1.6} />} onClick={signOut}>
        {t('shell:user.signOut')}
      </MenuItem>
    </Menu>
  );
}

function ThemeItems(): ReactElement {
  const t = useT();
  const { theme } = usePreferences();
  return (
    <>
      <MenuLabel>{t('shell:user.theme')}</MenuLabel>
      {THEMES.map(({ id, label }) => (
        <MenuItem key={id} checked={theme === id} onClick={() => setPreferences({ theme: id })}>
          {t(label)}
        </MenuItem>
      ))}
    </>
  );
}

function LanguageItems(): ReactElement {
  const t = useT();
  const language = useLanguage();
  const choose = useChooseLanguage();
  return (
    <>
      <MenuLabel>{t('shell:user.language')}</MenuLabel>
      {LANGUAGES.map((one) => (
        <MenuItem key={one} lang={one} checked={language === one} onClick={() => choose(one)}>
          {t(one === 'de' ? 'common:language.de' : 'common:language.en')}
        </MenuItem>
      ))}
    </>
  );
}
