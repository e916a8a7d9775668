import { Button, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { useIncidentWrite } from '../hooks/use-incident-write.js';
import { useShortcut } from '../hooks/use-shortcut.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useT } from '../i18n/use-t.js';
import { randomId } from '../util/random-id.js';

const LONGEST = 4_000;

/** Writing something down in the timeline of an incident (`n`). What could not be sent stays in the field. */
export function NoteForm({ id }: { id: string }): ReactElement {
  const t = useT();
  const write = useIncidentWrite(id);
  const submit = useSubmit(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  // The same text sent again is the same note: an answer that was lost must not write it down twice.
  const [key, setKey] = useState(() => randomId());
  useShortcut('n', () => field.current?.focus());
  const change = (next: string): void => {
    setText(next);
    setKey(randomId());
  };
  const send = async (): Promise<void> => {
    const note = () =>
      client.POST('/incidents/{id}/notes', {
        params: { path: { id }, header: { 'Idempotency-Key': key } },
        body: { text: text.trim() },
      });
    await write(note, () => t('incident-room:note.added'));
    change('');
  };
  return (
    <form
      className="ls-stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') void submit.run(send);
      }}
    >
      <Textarea
        ref={field}
        label={t('incident-room:note.label')}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={LONGEST}
        value={text}
        readOnly={submit.busy}
        onChange={(event) => change(event.currentTarget.value)}
      />
      {submit.error && <ProblemNotice error={submit.error} />}
      <div className="ls-actions">
        <Button type="submit" variant="default" loading={submit.busy} disabled={text.trim() === ''}>
          {t('incident-room:note.add')}
        </Button>
      </div>
    </form>
  );
}
