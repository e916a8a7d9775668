import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { useSubmit } from '../../hooks/use-submit.js';
import { useWrite } from '../../hooks/use-write.js';
import { useT } from '../../i18n/use-t.js';
import { Tag } from '../../ui/tag.js';

/** The pins of a timeline. */
export interface Pins {
  /** of the incident, as in the address */
  id: string;
  /** numbers of the pinned entries */
  pinned: ReadonlySet<number>;
  /** whether the reader may pin and unpin */
  mayPin: boolean;
}

/** That an entry is pinned, so that the review shows it, and the way to pin it or take the pin out. */
export function Pin({
  pins: { id, pinned, mayPin },
  seq,
  what,
}: {
  pins: Pins;
  /** number of the entry */
  seq: number;
  /** what the entry says */
  what: string;
}): ReactElement {
  const t = useT();
  const write = useWrite('incident.changed');
  const submit = useSubmit(null);
  const isPinned = pinned.has(seq);
  const press = (): void => {
    const request = { params: { path: { id } }, body: { seq, pinned: !isPinned } };
    void submit.run(async () => {
      await write(() => client.POST('/incidents/{id}/pins', request));
    });
  };
  return (
    <>
      {isPinned && <Tag>{t('incident-room:pins.pinned')}</Tag>}
      {mayPin && (
        <>
          {' '}
          <button
            type="button"
            className="ls-text-button"
            data-print="no"
            aria-busy={submit.busy}
            aria-label={t(isPinned ? 'incident-room:pins.unpinOf' : 'incident-room:pins.pinOf', {
              what,
            })}
            onClick={press}
          >
            {t(isPinned ? 'incident-room:pins.unpin' : 'incident-room:pins.pin')}
          </button>
        </>
      )}
      {submit.error && <ProblemNotice error={submit.error} />}
    </>
  );
}
