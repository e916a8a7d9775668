import { useQuery } from '@tanstack/react-query';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { api } from '../api/client.js';
import { useMe } from '../api/use-me.js';
import { useTerritory } from '../hooks/use-territory.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { Menu, MenuItem } from '../ui/menu.js';
import classes from './top-bar.module.css';

/** Narrows every list to one territory; kept in the address across pages. Hidden when there is only one. */
export function TerritoryFilter(): ReactElement | null {
  const t = useT();
  const language = useLanguage();
  const me = useMe();
  const [territory, setTerritory] = useTerritory();
  const { data } = useQuery(api.queryOptions('get', '/territories', {}, { staleTime: 300_000 }));
  const mine = me?.territories ?? [];
  const all = data?.items.filter(({ code }) => mine.includes(code)) ?? [];
  if (all.length < 2 && territory === null) return null;
  const name = all.find(({ code }) => code === territory)?.name[language] ?? territory;
  const shown = name ?? t('shell:territory.all');
  return (
    <Menu
      className={classes.quiet}
      label={`${t('shell:territory.label')}: ${shown}`}
      trigger={
        <>
          <span className="ls-wide-only">{shown}</span>
          <span className="ls-narrow-only">{territory ?? t('common:all')}</span>
          <IconChevronDown size={14} stroke={1.6} />
        </>
      }
    >
      <MenuItem checked={territory === null} onClick={() => setTerritory(null)}>
        {t('shell:territory.all')}
      </MenuItem>
      {all.map(({ code, name: names }) => (
        <MenuItem key={code} checked={territory === code} onClick={() => setTerritory(code)}>
          {names[language]}
        </MenuItem>
      ))}
    </Menu>
  );
}
