import { useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import type { Environment } from '../api/contract.js';
import { rememberTerritory, usePresetTerritory } from '../hooks/use-preset-territory.js';
import { useWrite } from '../hooks/use-write.js';
import { useT } from '../i18n/use-t.js';
import { Dialog } from '../ui/dialog.js';
import { unchangedSince } from '../util/etag.js';
import { EnvironmentForm } from './environment-form.js';

const BLANK = { slug: '', name: '', purpose: '', availability: '', access: '', owner: '' };

/** Creating (`environment` null) or editing an environment. */
export function EnvironmentDialog({
  environment,
  onClose,
}: {
  environment: Environment | null;
  onClose: () => void;
}): ReactElement {
  const t = useT();
  const write = useWrite('environment.changed');
  const territory = usePresetTerritory();
  // The version the form opened with: live data may bring a newer one, and saving must then be refused, not overwrite it.
  const [base] = useState(environment);
  return (
    <Dialog
      typed
      size={560}
      onClose={onClose}
      title={
        base
          ? t('environments:form.editTitle', { name: base.name })
          : t('environments:form.newTitle')
      }
    >
      <EnvironmentForm
        creating={base === null}
        initial={base ?? { ...BLANK, territory }}
        onCancel={onClose}
        onSend={async ({ slug, name, purpose, availability, access, owner, territory: where }) => {
          const body = {
            name: name.trim(),
            purpose: purpose.trim(),
            availability: availability.trim(),
            access: access.trim(),
            owner: owner.trim(),
            territory: where,
          };
          const send = () =>
            client.PUT('/environments/{slug}', {
              params: { path: { slug } },
              headers: unchangedSince(base?.version ?? null),
              body,
            });
          await write(send, { say: t('environments:saved', { name }) });
          rememberTerritory(where);
          onClose();
        }}
      />
    </Dialog>
  );
}
