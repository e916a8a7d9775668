import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import type { Override } from '../api/contract.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useWrite } from '../hooks/use-write.js';
import { useZone } from '../hooks/use-zone.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { Dialog } from '../ui/dialog.js';
import { formatTime } from '../util/format/time.js';
import { FormShell } from './form-shell.js';

/** Takes an override back, after saying who is on call then. */
export function TakeBackDialog({
  slug,
  override: { id, user, start, end },
  onClose,
}: {
  slug: string;
  override: Override;
  onClose: () => void;
}): ReactElement {
  const t = useT();
  const language = useLanguage();
  const { zone } = useZone();
  const write = useWrite('schedule.changed');
  const submit = useSubmit(null);
  const say = (at: string): string => formatTime(new Date(at), zone, language, 'weekday');
  const { name } = user;
  const remove = async (): Promise<void> => {
    const request = { params: { path: { slug, id } } };
    await write(() => client.DELETE('/schedules/{slug}/overrides/{id}', request), {
      say: t('oncall:overrides.removed', { name }),
    });
    onClose();
  };
  return (
    <Dialog title={t('oncall:overrides.removeTitle', { name })} onClose={onClose}>
      <FormShell
        submit={submit}
        onSubmit={(event) => {
          event.preventDefault();
          void submit.run(remove);
        }}
        onCancel={onClose}
        action={t('oncall:overrides.remove')}
        danger
      >
        <p className="ls-quiet">
          {t('oncall:overrides.removeText', { from: say(start), to: say(end) })}
        </p>
      </FormShell>
    </Dialog>
  );
}
