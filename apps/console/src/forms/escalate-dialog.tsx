import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import type { Escalation, IncidentDetail } from '../api/contract.js';
import { escalationOf } from '../api/incident-queries.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useWrite } from '../hooks/use-write.js';
import { useT } from '../i18n/use-t.js';
import { Dialog } from '../ui/dialog.js';
import { FormShell } from './form-shell.js';

/** What it is decided on: sent again it is done once. */
function seenIn({ runs: [newest], next }: Escalation) {
  if (!newest) return null;
  return { run: newest.number, next: next && { loop: next.loop, step: next.step } };
}

/** Having the next step begin at once, after saying whom that pages. */
export function EscalateDialog({
  id,
  incident: { name, state },
  onClose,
}: {
  /** as in the address */
  id: string;
  incident: IncidentDetail;
  onClose: () => void;
}): ReactElement {
  const t = useT();
  const write = useWrite('incident.changed');
  const submit = useSubmit(null);
  const { data } = useQuery(escalationOf(id));
  // Whoever sends it again after a failure asks for the same step.
  const [opened] = useState(data);
  const escalation = opened ?? data;
  const people = (escalation?.next?.people ?? []).map((person) => person.name);
  const send = async (): Promise<void> => {
    const seen = escalation ? seenIn(escalation) : null;
    const request = { params: { path: { id } }, body: { seen } };
    await write(() => client.POST('/incidents/{id}/escalate', request), {
      say: t('incident-room:escalate.done', { name }),
    });
    onClose();
  };
  return (
    <Dialog title={t('incident-room:escalate.title', { name })} onClose={onClose}>
      <FormShell
        submit={submit}
        onSubmit={(event) => {
          event.preventDefault();
          void submit.run(send);
        }}
        onCancel={onClose}
        disabled={!escalation}
        action={t('incident-room:escalate.action')}
      >
        <p>
          {t('incident-room:escalate.text', {
            taken: String(state === 'acknowledged'),
            named: String(people.length > 0),
            people: people.join(', '),
          })}
        </p>
      </FormShell>
    </Dialog>
  );
}
