import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import type { Override } from '../api/contract.js';
import { useWrite } from '../hooks/use-write.js';
import { useZone } from '../hooks/use-zone.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { formatTime } from '../util/format/time.js';
import { ConfirmDialog } from './confirm-dialog.js';

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
  const say = (at: string): string => formatTime(new Date(at), zone, language, 'weekday');
  const { name } = user;
  const remove = async (): Promise<void> => {
    const request = { params: { path: { slug, id } } };
    await write(() => client.DELETE('/schedules/{slug}/overrides/{id}', request), {
      say: t('oncall:overrides.removed', { name }),
    });
  };
  return (
    <ConfirmDialog
      title={t('oncall:overrides.removeTitle', { name })}
      action={t('oncall:overrides.remove')}
      send={remove}
      onClose={onClose}
    >
      <p className="ls-quiet">
        {t('oncall:overrides.removeText', { from: say(start), to: say(end) })}
      </p>
    </ConfirmDialog>
  );
}
