import { useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import type { MaintenanceWindow } from '../api/contract.js';
import { useMe } from '../api/use-me.js';
import { useWrite } from '../hooks/use-write.js';
import { useZone } from '../hooks/use-zone.js';
import { useT } from '../i18n/use-t.js';
import { Dialog } from '../ui/dialog.js';
import { unchangedSince } from '../util/etag.js';
import { MaintenanceForm } from './maintenance-form.js';
import {
  maintenanceInput,
  maintenanceValues,
  type MaintenanceValues,
} from './maintenance-form-values.js';

/** Creating (`window` null) or editing a maintenance window. */
export function MaintenanceDialog({
  window,
  onClose,
}: {
  window: MaintenanceWindow | null;
  onClose: () => void;
}): ReactElement {
  const t = useT();
  const write = useWrite('maintenance.changed');
  const { zone } = useZone();
  const [home = ''] = useMe()?.territories ?? [];
  // The version the form opened with: live data may bring a newer one, and saving must then be refused, not overwrite it.
  const [base] = useState(window);
  const blank: MaintenanceValues = {
    slug: '',
    name: '',
    territory: home,
    reason: '',
    subjects: [],
    matchers: '',
    timeZone: zone,
    starts: '',
    duration: '2h',
    repeat: 'once',
    rule: '',
  };
  const bodyOf = (values: MaintenanceValues) => maintenanceInput(values, base?.labels);
  return (
    <Dialog
      typed
      size={640}
      onClose={onClose}
      title={
        base ? t('maintenance:form.editTitle', { name: base.name }) : t('maintenance:form.newTitle')
      }
    >
      <MaintenanceForm
        creating={base === null}
        initial={base ? maintenanceValues(base) : blank}
        onCancel={onClose}
        onPreview={async (values) => {
          const { data } = await client.POST('/maintenance-windows/preview', {
            body: bodyOf(values),
          });
          if (!data) throw new Error('an answer without content');
          return data;
        }}
        onSend={async (values) => {
          const send = () =>
            client.PUT('/maintenance-windows/{slug}', {
              params: { path: { slug: values.slug } },
              headers: unchangedSince(base?.version ?? null),
              body: bodyOf(values),
            });
          await write(send, { say: t('maintenance:saved', { name: values.name }) });
          onClose();
        }}
      />
    </Dialog>
  );
}
