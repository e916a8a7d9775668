import { Button, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import type { Handover, Schedule } from '../../api/contract.js';
import { mayIn } from '../../api/nouns/authority.js';
import { handoversOf } from '../../api/oncall-queries.js';
import { useMe } from '../../api/use-me.js';
import { HandoverNote } from '../../components/oncall/handover-note.js';
import { TakeHandover } from '../../components/oncall/take-handover.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { QueryView } from '../../components/query-view.js';
import { useSubmit } from '../../hooks/use-submit.js';
import { useWrite } from '../../hooks/use-write.js';
import { useT } from '../../i18n/use-t.js';
import { TextSkeleton } from '../../ui/skeleton.js';
import { TimeText } from '../../ui/time-text.js';
import classes from './schedule.module.css';

const MOST_CHARACTERS = 4000;

/** Notes that were left for whoever came next, and the form for another. */
export function HandoverSection({ schedule }: { schedule: Schedule }): ReactElement {
  const t = useT();
  const me = useMe();
  const takesShifts = mayIn(me, 'override:write', [schedule.territory]);
  const query = useQuery(handoversOf(schedule.slug));
  return (
    <section className="ls-section">
      <h2 id="handovers">{t('oncall:handover.title')}</h2>
      {takesShifts && <NoteForm slug={schedule.slug} />}
      <QueryView
        query={query}
        needs="schedule:read"
        errorTitle={t('oncall:handover.failed')}
        skeleton={<TextSkeleton what={t('oncall:handover.title')} lines={2} />}
      >
        {({ items }) =>
          items.length === 0 ? (
            <p className="ls-quiet ls-small">{t('oncall:handover.none')}</p>
          ) : (
            <ul className={classes.notes} aria-labelledby="handovers">
              {items.map((note) => (
                <li key={note.id}>
                  <HandoverNote note={note}>
                    <Taken note={note} takesShifts={takesShifts && note.writtenBy?.id !== me?.id} />
                  </HandoverNote>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </section>
  );
}

function Taken({ note, takesShifts }: { note: Handover; takesShifts: boolean }): ReactElement {
  const t = useT();
  const { takenAt, takenBy } = note;
  if (takenAt === null)
    return takesShifts ? (
      <TakeHandover note={note} />
    ) : (
      <span className="ls-small">{t('oncall:handover.waits')}</span>
    );
  return (
    <span className="ls-quiet ls-small">
      {t('oncall:handover.takenBy', { name: takenBy?.name ?? t('oncall:handover.byToken') })},{' '}
      <TimeText at={takenAt} show="relative" />
    </span>
  );
}

function NoteForm({ slug }: { slug: string }): ReactElement {
  const t = useT();
  const write = useWrite('handover.changed');
  const form = useForm({ initialValues: { text: '' } });
  const { busy, error, run } = useSubmit(form);
  const submit = form.onSubmit(
    ({ text }) =>
      void run(async () => {
        const body = { text: text.trim() };
        await write(
          () => client.POST('/schedules/{slug}/handovers', { params: { path: { slug } }, body }),
          { say: t('oncall:handover.left') },
        );
        form.reset();
      }),
  );
  return (
    <form className={classes.noteForm} onSubmit={submit}>
      {error && <ProblemNotice error={error} />}
      <Textarea
        label={t('oncall:handover.label')}
        description={t('oncall:handover.hint')}
        autosize
        minRows={2}
        maxLength={MOST_CHARACTERS}
        {...form.getInputProps('text')}
      />
      <Button
        type="submit"
        variant="default"
        loading={busy}
        disabled={form.values.text.trim() === ''}
      >
        {t('oncall:handover.submit')}
      </Button>
    </form>
  );
}
