import { useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import type { Team } from '../api/contract.js';
import { useGo } from '../hooks/use-go.js';
import { rememberTerritory, usePresetTerritory } from '../hooks/use-preset-territory.js';
import { useWrite } from '../hooks/use-write.js';
import { useT } from '../i18n/use-t.js';
import { Dialog } from '../ui/dialog.js';
import { unchangedSince } from '../util/etag.js';
import { paths } from '../util/paths.js';
import { TeamForm } from './team-form.js';

const BLANK = { slug: '', name: '', description: '', members: [] };

/** Creating (`team` null) or editing a team. */
export function TeamDialog({
  team,
  onClose,
}: {
  team: Team | null;
  onClose: () => void;
}): ReactElement {
  const t = useT();
  const go = useGo();
  const write = useWrite('team.changed');
  const territory = usePresetTerritory();
  // The version the form opened with: live data may bring a newer one, and saving must then be refused, not overwrite it.
  const [base] = useState(team);
  // A PUT replaces the whole team; what the form does not show must not be lost.
  const kept = base ? { contact: base.contact, labels: base.labels } : {};
  const {
    slug,
    name,
    description,
    territory: where,
    members,
  } = base ?? {
    ...BLANK,
    territory,
  };
  return (
    <Dialog
      typed
      size={560}
      onClose={onClose}
      title={base ? t('teams:form.editTitle', { name }) : t('teams:form.newTitle')}
    >
      <TeamForm
        creating={base === null}
        initial={{ slug, name, description, territory: where, members: [...members] }}
        onCancel={onClose}
        onSend={async ({ slug: chosen, ...body }) => {
          const send = () =>
            client.PUT('/teams/{slug}', {
              params: { path: { slug: chosen } },
              headers: unchangedSince(base?.version ?? null),
              body: { ...kept, ...body },
            });
          await write(send, { say: t('teams:saved', { name: body.name }) });
          rememberTerritory(body.territory);
          if (base) onClose();
          else go(paths.team(chosen), {}, { replace: true }); // the way back leads past the empty form
        }}
      />
    </Dialog>
  );
}
