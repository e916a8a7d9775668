import { IconSearch } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { setOverlay } from '../stores/overlays.js';
import { useT } from '../i18n/use-t.js';
import classes from './top-bar.module.css';

export function SearchButton(): ReactElement {
  const t = useT();
  return (
    <button
      type="button"
      className={`${classes.quiet} ${classes.search}`}
      onClick={() => setOverlay('palette')}
      aria-label={`${t('shell:search.hint')} ${t('shell:search.short')}`}
      aria-keyshortcuts="Control+K Meta+K"
    >
      <IconSearch size={16} stroke={1.6} />
      <span className={classes.hint} style={{ flex: 1, textAlign: 'start' }}>
        {t('shell:search.hint')}
      </span>
      <kbd className={classes.kbd} aria-hidden="true">
        {t('shell:search.short')}
      </kbd>
    </button>
  );
}
