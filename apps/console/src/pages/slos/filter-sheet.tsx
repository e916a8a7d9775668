import { Button, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useT } from '../../i18n/use-t.js';
import { FilterControls } from './filter-controls.js';
import type { SloFiltersProps } from './filter-controls.js';
import classes from './slos.module.css';

/** The choices of a phone, in a sheet at the bottom. Fetched on phones only: its dialog would weigh on the first route. */
export function FilterSheet(props: SloFiltersProps): ReactElement {
  const { filter, shown, group } = props;
  const t = useT();
  const [open, sheet] = useDisclosure(false);
  const chosen = [filter.team, filter.subject, group === 'none' ? null : group].filter(
    (one) => one !== null,
  ).length;
  return (
    <>
      <Button
        variant="default"
        className={classes.sheetButton}
        leftSection={<IconAdjustmentsHorizontal size={16} stroke={1.6} />}
        onClick={sheet.open}
      >
        {t('slo-list:filters.open', { count: chosen })}
      </Button>
      <Drawer
        opened={open}
        onClose={sheet.close}
        position="bottom"
        className={classes.drawer}
        title={t('slo-list:filters.label')}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        <div className={classes.sheet}>
          <FilterControls {...props} />
          <Button size="md" onClick={sheet.close}>
            {t('slo-list:filters.show', { count: shown })}
          </Button>
        </div>
      </Drawer>
    </>
  );
}
