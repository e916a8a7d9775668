import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { asApiError } from '../api/api-error.js';
import { deletionOf } from '../api/deletion-queries.js';
import type { LiveEventName } from '../api/live-events.gen.js';
import { useLeave } from '../hooks/use-go.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useWrite } from '../hooks/use-write.js';
import { useT } from '../i18n/use-t.js';
import { Dialog } from '../ui/dialog.js';
import { FormNotice } from '../ui/form-notice.js';
import { etag } from '../util/etag.js';
import type { Path } from '../util/paths.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { FormShell } from './form-shell.js';
import type { CatalogNoun } from './name-fields.js';

/** Which version of what is deleted; what somebody changed meanwhile is not. */
export type DeleteRequest = Record<
  'params',
  { path: { slug: string }; header: { 'If-Match': string } }
>;

/** A noun, as its namespace of texts and the API's list name it. */
type DeletedNoun =
  | CatalogNoun
  | 'slos'
  | 'schedules'
  | 'policies'
  | 'sources'
  | 'heartbeats'
  | 'maintenance';

export interface TypedDeleteProps {
  /** Its texts are `delete.…` and `deleted` of this namespace; it is also its path in the API, unless `list` is another. */
  noun: DeletedNoun;
  list?: Path;
  thing: { slug: string; name: string; version: number };
  event: LiveEventName;
  send: (request: DeleteRequest) => Promise<unknown>;
  /** Says why it cannot be deleted now; the button stays off. */
  blocked?: string;
  /** Where to go, when the page showed what is gone. */
  leaveTo?: Path;
  onClose: () => void;
}

/** Deleting for good: says what happens, and takes the typed slug. */
export function TypedDelete({
  noun,
  list = `/${noun}`,
  thing: { slug, name, version },
  event,
  send,
  blocked,
  leaveTo,
  onClose,
}: TypedDeleteProps): ReactElement {
  const t = useT();
  const write = useWrite(event);
  const leave = useLeave();
  const [typed, setTyped] = useState('');
  const submit = useSubmit(null);
  const asked = useQuery({ ...deletionOf(noun, slug), enabled: blocked === undefined });
  const from = (asked.data?.changes ?? []).map((one) => one.name ?? one.slug);
  const remove = async (): Promise<void> => {
    const request = { params: { path: { slug }, header: { 'If-Match': etag(version) } } };
    await write(() => send(request), {
      say: t(`${noun}:deleted`, { name }),
      gone: { list, slug },
      leave: async () => {
        if (leaveTo === undefined) onClose();
        else await leave(leaveTo);
      },
    });
  };
  return (
    <Dialog title={t(`${noun}:delete.title`, { name })} onClose={onClose}>
      <FormShell
        submit={submit}
        onSubmit={(event) => {
          event.preventDefault();
          if (typed === slug) void submit.run(remove);
        }}
        onCancel={onClose}
        action={t(`${noun}:delete.action`)}
        disabled={typed !== slug || blocked !== undefined}
        danger
      >
        <p className="ls-quiet">{t(`${noun}:delete.text`)}</p>
        {from.length > 0 && <p>{t('forms:takenOutOf', { names: from.join(', ') })}</p>}
        {asked.error && <ProblemNotice error={asApiError(asked.error)} />}
        {blocked ? (
          <FormNotice tone="warn">{blocked}</FormNotice>
        ) : (
          <TextInput
            label={t(`${noun}:delete.confirm`, { slug })}
            value={typed}
            autoComplete="off"
            spellCheck={false}
            data-autofocus
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        )}
      </FormShell>
    </Dialog>
  );
}
