import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import type { MaintenanceWindow } from '../../api/contract.js';
import { allWindows } from '../../api/maintenance-queries.js';
import { useCan } from '../../api/use-me.js';
import { QueryView } from '../../components/query-view.js';
import { cliLine } from '../../components/slo/commands.js';
import classes from '../../components/settings/settings.module.css';
import { MaintenanceDialog } from '../../forms/maintenance-dialog.js';
import { TypedDelete } from '../../forms/typed-delete.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import { useT } from '../../i18n/use-t.js';
import { FormNotice } from '../../ui/form-notice.js';
import { TableSkeleton } from '../../ui/skeleton.js';
import { EmptyState } from '../../ui/states.js';
import { MaintenanceTable } from './maintenance-table.js';
import { MAINTENANCE_SEARCH } from './search.js';

/** When nobody is paged about what, and what that hides. */
export function MaintenanceTab(): ReactElement {
  const t = useT();
  const writer = useCan('maintenance:write');
  const [{ new: creating }, set] = useUrlState(MAINTENANCE_SEARCH);
  const create = writer && (
    <Button onClick={() => set({ new: true })}>{t('maintenance:new')}</Button>
  );
  return (
    <>
      <div className={classes.bar}>
        <p>{t('maintenance:lead')}</p>
        {create}
      </div>
      <QueryView
        query={useQuery(allWindows)}
        needs="maintenance:read"
        errorTitle={t('maintenance:failed')}
        skeleton={<TableSkeleton what={t('maintenance:title')} rows={3} columns={4} />}
      >
        {(items) =>
          items.length === 0 ? (
            <EmptyState
              title={t('maintenance:empty.title')}
              action={create}
              cli={cliLine('maintenance list')}
            >
              <p>{t('maintenance:empty.text')}</p>
            </EmptyState>
          ) : (
            <Windows windows={items} writer={writer} />
          )
        }
      </QueryView>
      {creating && writer && (
        <MaintenanceDialog window={null} onClose={() => set({ new: false }, { replace: true })} />
      )}
    </>
  );
}

function Windows({
  windows,
  writer,
}: {
  windows: readonly MaintenanceWindow[];
  writer: boolean;
}): ReactElement {
  const t = useT();
  const [{ edit, delete: deleting }, set] = useUrlState(MAINTENANCE_SEARCH);
  const named = (slug: string | null) =>
    writer ? windows.find((one) => one.slug === slug) : undefined;
  const [edited, deleted] = [named(edit), named(deleting)];
  const hiding = windows.filter(({ held }) => held > 0);
  return (
    <>
      {hiding.length > 0 && (
        <FormNotice tone="warn">
          {hiding.map(({ name }) => name).join(', ')}:{' '}
          {t('maintenance:heldNow', { count: hiding.reduce((sum, { held }) => sum + held, 0) })}
        </FormNotice>
      )}
      <MaintenanceTable windows={windows} writer={writer} />
      {edited && (
        <MaintenanceDialog
          key={edited.slug}
          window={edited}
          onClose={() => set({ edit: null }, { replace: true })}
        />
      )}
      {deleted && (
        <TypedDelete
          noun="maintenance"
          list="/maintenance-windows"
          thing={deleted}
          event="maintenance.changed"
          send={(request) => client.DELETE('/maintenance-windows/{slug}', request)}
          onClose={() => set({ delete: null }, { replace: true })}
        />
      )}
    </>
  );
}
