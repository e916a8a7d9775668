import { useMediaQuery } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { Suspense } from 'react';
import type { ReactElement } from 'react';
import { useT } from '../../i18n/use-t.js';
import { FilterBar, SearchField } from '../../ui/filter-bar.js';
import { latePart } from '../../ui/late-part.js';
import { FilterControls } from './filter-controls.js';
import type { SloFiltersProps } from './filter-controls.js';
import classes from './slos.module.css';

const FilterSheet = latePart(() => import('./filter-sheet.js'), 'FilterSheet');

/** Search, choices and tools; on phones the choices live in a sheet at the bottom. */
export function SloFilters(props: SloFiltersProps): ReactElement {
  const { filter, filtered, tools, onSearch, onLabel, onClear } = props;
  const t = useT();
  const phone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  return (
    <FilterBar filtered={filtered} onClear={onClear}>
      <SearchField label={t('slo-list:filters.search')} value={filter.q} onChange={onSearch} />
      {phone ? (
        <Suspense>
          <FilterSheet {...props} />
        </Suspense>
      ) : (
        <FilterControls {...props} />
      )}
      {filter.label !== null && (
        <button
          type="button"
          className={classes.chip}
          onClick={() => onLabel(null)}
          aria-label={t('slo-list:filters.remove', {
            name: t('slo-list:filters.labelChip', { label: filter.label }),
          })}
        >
          {t('slo-list:filters.labelChip', { label: filter.label })}{' '}
          <IconX size={12} aria-hidden="true" />
        </button>
      )}
      {tools}
    </FilterBar>
  );
}
