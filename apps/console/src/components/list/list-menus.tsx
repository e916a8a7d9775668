import { IconChevronDown } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import { useT } from '../../i18n/use-t.js';
import { Menu, MenuDivider, MenuItem, MenuLabel, MenuLink } from '../../ui/menu.js';
import type { Path } from '../../util/paths.js';
import { isSaved } from '../../stores/saved-views.js';
import type { SavedView, SavedViews } from '../../stores/saved-views.js';
import { useStore } from '../../stores/store.js';
import { switchColumn } from '../../util/chosen-columns.js';
import type { Columns } from '../../util/chosen-columns.js';
import classes from './list-menus.module.css';

/** Lists with these menus, by the namespace of their texts; the names in it are the same for each. */
export type ListNoun = 'slo-list';

function trigger(text: string): ReactNode {
  return (
    <>
      {text}
      <IconChevronDown size={14} stroke={1.6} aria-hidden="true" />
    </>
  );
}

/** Which columns the list shows; the choice is part of its address. */
export function ColumnsMenu<Id extends string>({
  noun,
  columns,
  shown,
  name,
  onChange,
}: {
  noun: ListNoun;
  columns: Columns<Id>;
  shown: readonly Id[];
  name: (id: Id) => string;
  onChange: (columns: readonly Id[] | null) => void;
}): ReactElement {
  const t = useT();
  return (
    <Menu className={classes.menu} trigger={trigger(t(`${noun}:columns.title`))}>
      {columns.all
        .filter((id) => id !== columns.always)
        .map((id) => (
          <MenuItem
            key={id}
            many
            checked={shown.includes(id)}
            onClick={() => onChange(switchColumn(columns, shown, id))}
          >
            {name(id)}
          </MenuItem>
        ))}
      {shown !== columns.usual && (
        <>
          <MenuDivider />
          <MenuItem onClick={() => onChange(null)}>{t(`${noun}:columns.usual`)}</MenuItem>
        </>
      )}
    </Menu>
  );
}

/** Views kept in this browser: each is a link, the present one can be kept or let go. */
export function ViewsMenu({
  noun,
  list,
  kept,
  view,
}: {
  noun: ListNoun;
  /** The address of the list itself. */
  list: Path;
  kept: SavedViews;
  view: SavedView;
}): ReactElement {
  const t = useT();
  const views = useStore(kept.views);
  const plain = Object.keys(view.search).length === 0;
  return (
    <Menu className={classes.menu} trigger={trigger(t(`${noun}:views.title`))}>
      <MenuLink to={list}>{t(`${noun}:views.all`)}</MenuLink>
      {views.map(({ name, search }) => (
        <MenuLink key={name} to={list} search={search}>
          {name}
        </MenuLink>
      ))}
      <MenuDivider />
      {plain ? (
        <MenuLabel>{t(`${noun}:views.hint`)}</MenuLabel>
      ) : (
        <MenuItem onClick={() => kept.toggle(view)}>
          {t(isSaved(views, view.search) ? `${noun}:views.forget` : `${noun}:views.keep`, {
            name: view.name,
          })}
        </MenuItem>
      )}
    </Menu>
  );
}

export interface ExportMenuProps {
  noun: ListNoun;
  /** How many rows are picked, and how many the filters leave. */
  picked: number;
  shown: number;
  onCsv: (what: 'picked' | 'shown') => void;
  onCommand: () => void;
  onLink: () => void;
}

/** The picked rows or all that the filters leave, as a file; and the same list as a command and as a link. */
export function ExportMenu({
  noun,
  picked,
  shown,
  onCsv,
  onCommand,
  onLink,
}: ExportMenuProps): ReactElement {
  const t = useT();
  return (
    <Menu className={classes.menu} trigger={trigger(t(`${noun}:export.title`))}>
      {picked > 0 && (
        <MenuItem onClick={() => onCsv('picked')}>
          {t(`${noun}:export.picked`, { count: picked })}
        </MenuItem>
      )}
      <MenuItem onClick={() => onCsv('shown')}>
        {t(`${noun}:export.shown`, { count: shown })}
      </MenuItem>
      <MenuDivider />
      <MenuItem onClick={onCommand}>{t(`${noun}:export.command`)}</MenuItem>
      <MenuItem onClick={onLink}>{t(`${noun}:export.link`)}</MenuItem>
    </Menu>
  );
}
