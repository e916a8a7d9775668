import { IconChevronDown } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import { useT } from '../../i18n/use-t.js';
import { Menu, MenuDivider, MenuItem, MenuLabel, MenuLink } from '../../ui/menu.js';
import { paths } from '../../util/paths.js';
import { COLUMN_IDS, DEFAULT_COLUMNS, switchColumn } from '../../components/slo/slo-column-ids.js';
import type { ColumnId } from '../../components/slo/slo-column-ids.js';
import { isSaved, savedViews } from '../../stores/saved-views.js';
import type { SavedView } from '../../stores/saved-views.js';
import classes from './slos.module.css';

const kept = savedViews('leitstand.sloViews');

function trigger(text: string): ReactNode {
  return (
    <>
      {text}
      <IconChevronDown size={14} stroke={1.6} aria-hidden="true" />
    </>
  );
}

/** Which columns the list shows; the choice is part of its address. */
export function ColumnsMenu({
  shown,
  onChange,
}: {
  shown: readonly ColumnId[];
  onChange: (columns: readonly ColumnId[] | null) => void;
}): ReactElement {
  const t = useT();
  return (
    <Menu className={classes.menu} trigger={trigger(t('slos:columns.title'))}>
      {COLUMN_IDS.filter((id) => id !== 'name').map((id) => (
        <MenuItem
          key={id}
          many
          checked={shown.includes(id)}
          onClick={() => onChange(switchColumn(shown, id))}
        >
          {t(`slos:column.${id}`)}
        </MenuItem>
      ))}
      {shown !== DEFAULT_COLUMNS && (
        <>
          <MenuDivider />
          <MenuItem onClick={() => onChange(null)}>{t('slos:columns.usual')}</MenuItem>
        </>
      )}
    </Menu>
  );
}

/** Views kept in this browser: each is a link, the present one can be kept or let go. */
export function ViewsMenu({ view }: { view: SavedView }): ReactElement {
  const t = useT();
  const views = kept.useViews();
  const plain = Object.keys(view.search).length === 0;
  return (
    <Menu className={classes.menu} trigger={trigger(t('slos:views.title'))}>
      <MenuLink to={paths.slos()}>{t('slos:views.all')}</MenuLink>
      {views.map(({ name, search }) => (
        <MenuLink key={name} to={paths.slos()} search={search}>
          {name}
        </MenuLink>
      ))}
      <MenuDivider />
      {plain ? (
        <MenuLabel>{t('slos:views.hint')}</MenuLabel>
      ) : (
        <MenuItem onClick={() => kept.toggle(view)}>
          {t(isSaved(views, view.search) ? 'slos:views.forget' : 'slos:views.keep', {
            name: view.name,
          })}
        </MenuItem>
      )}
    </Menu>
  );
}

export interface ExportMenuProps {
  /** How many rows are picked, and how many the filters leave. */
  picked: number;
  shown: number;
  onCsv: (what: 'picked' | 'shown') => void;
  onCommand: () => void;
  onLink: () => void;
}

/** The picked rows or all that the filters leave, as a file; and the same list as a command and as a link. */
export function ExportMenu({
  picked,
  shown,
  onCsv,
  onCommand,
  onLink,
}: ExportMenuProps): ReactElement {
  const t = useT();
  return (
    <Menu className={classes.menu} trigger={trigger(t('slos:export.title'))}>
      {picked > 0 && (
        <MenuItem onClick={() => onCsv('picked')}>
          {t('slos:export.picked', { count: picked })}
        </MenuItem>
      )}
      <MenuItem onClick={() => onCsv('shown')}>{t('slos:export.shown', { count: shown })}</MenuItem>
      <MenuDivider />
      <MenuItem onClick={onCommand}>{t('slos:export.command')}</MenuItem>
      <MenuItem onClick={onLink}>{t('slos:export.link')}</MenuItem>
    </Menu>
  );
}
