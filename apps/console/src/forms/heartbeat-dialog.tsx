import { useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import type { Heartbeat } from '../api/contract.js';
import { useWrite } from '../hooks/use-write.js';
import { useT } from '../i18n/use-t.js';
import { Dialog } from '../ui/dialog.js';
import { unchangedSince } from '../util/etag.js';
import { spanSeconds, spanText } from '../util/span.js';
import { HeartbeatForm, type HeartbeatValues } from './heartbeat-form.js';

const BLANK: HeartbeatValues = { slug: '', name: '', subject: '', interval: '1d', grace: '1h' };

const valuesOf = (heartbeat: Heartbeat): HeartbeatValues => ({
  ...heartbeat,
  interval: spanText(heartbeat.intervalSeconds),
  grace: spanText(heartbeat.graceSeconds),
});

/** Creating (`heartbeat` null) or editing a heartbeat. @param onMade told of a new one: it needs a token */
export function HeartbeatDialog({
  heartbeat,
  onMade,
  onClose,
}: {
  heartbeat: Heartbeat | null;
  onMade?: (slug: string) => void;
  onClose: () => void;
}): ReactElement {
  const t = useT();
  const write = useWrite('source.changed');
  // The version the form opened with: live data may bring a newer one, and saving must then be refused, not overwrite it.
  const [base] = useState(heartbeat);
  return (
    <Dialog
      typed
      size={560}
      onClose={onClose}
      title={
        base ? t('heartbeats:form.editTitle', { name: base.name }) : t('heartbeats:form.newTitle')
      }
    >
      <HeartbeatForm
        creating={base === null}
        initial={base ? valuesOf(base) : BLANK}
        onCancel={onClose}
        onSend={async ({ slug, name, subject, interval, grace }) => {
          const send = () =>
            client.PUT('/heartbeats/{slug}', {
              params: { path: { slug } },
              headers: unchangedSince(base?.version ?? null),
              body: {
                name: name.trim(),
                subject,
                intervalSeconds: spanSeconds(interval) ?? 0,
                graceSeconds: spanSeconds(grace) ?? 0,
              },
            });
          await write(send, { say: t('heartbeats:saved', { name }) });
          if (base === null && onMade) onMade(slug);
          else onClose();
        }}
      />
    </Dialog>
  );
}
