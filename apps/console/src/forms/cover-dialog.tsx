import { NativeSelect } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { asApiError } from '../api/api-error.js';
import { client } from '../api/client.js';
import type { Me, Person } from '../api/contract.js';
import { hoursWithin, mayCover, membersOf } from '../api/nouns/cover.js';
import { scheduleOf } from '../api/oncall-queries.js';
import { useMe } from '../api/use-me.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { useSubmit } from '../hooks/use-submit.js';
import { useWrite } from '../hooks/use-write.js';
import { useZone } from '../hooks/use-zone.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { serverNow } from '../stores/server-clock.js';
import { Dialog } from '../ui/dialog.js';
import { FormNotice } from '../ui/form-notice.js';
import { formatTime } from '../util/format/time.js';
import type { TimeStyle } from '../util/format/time.js';
import { FormShell } from './form-shell.js';

const HOUR = 3_600_000;
/** Hours of an override where nobody takes over in sight. */
const USUAL_HOURS = 8;

/** What is to be covered: from when to when, and who is on call then. */
export interface CoveredTurn {
  start: Date;
  /** null = no end in sight */
  end: Date | null;
  user: Person | null;
}

interface CoverDialogProps {
  schedule: { slug: string; name: string; territory: string };
  turn: CoveredTurn;
  onClose: () => void;
}

/**
 * Puts oneself on call for a turn or the first hours of it, or, who may, somebody else: everything is filled in, one tap sends it. It is
 * about the turn as it was when it opened, for as long as it is open: what would mean something else now cannot be sent any more.
 */
export function CoverDialog({ schedule, turn, onClose }: CoverDialogProps): ReactElement | null {
  const me = useMe();
  const [opened] = useState(() => ({ turn, at: new Date(serverNow()) }));
  const { take, give } = mayCover(me, schedule.territory, opened.turn.user);
  const members = useQuery({ ...scheduleOf(schedule.slug), enabled: give });
  if (!me || (!take && !give)) return null;
  const others = membersOf(members.data ?? { layers: [] }).filter(
    ({ id }) => id !== me.id && id !== opened.turn.user?.id,
  );
  return (
    <CoverForm
      schedule={schedule}
      turn={opened.turn}
      opened={opened.at}
      holder={turn.user}
      me={me}
      who={take ? [me, ...others] : others}
      onClose={onClose}
    >
      {members.error && <ProblemNotice error={asApiError(members.error)} />}
      {!take && members.data && others.length === 0 && <NobodyElse />}
    </CoverForm>
  );
}

function NobodyElse(): ReactElement {
  const t = useT();
  return <FormNotice tone="none">{t('oncall:cover.nobodyElse')}</FormNotice>;
}

type Candidate = Pick<Person, 'id' | 'name'> & { email: string | null };

function CoverForm({
  schedule,
  turn,
  opened,
  holder,
  me,
  who,
  onClose,
  children,
}: CoverDialogProps & {
  opened: Date;
  /** Whose turn it is by now. */
  holder: Person | null;
  me: Me;
  /** Who can be chosen, the likeliest first. */
  who: readonly Candidate[];
  children: ReactNode;
}): ReactElement {
  const t = useT();
  const write = useWrite('schedule.changed');
  const say = useSay();
  // What begins now begins when the server has it, by the server's clock.
  const begins = turn.start > opened ? turn.start : null;
  const ends = useEnds(begins ?? opened, turn.end);
  const form = useForm({ initialValues: { user: '', end: ends[0]?.value ?? '' } });
  const submit = useSubmit(form);
  const chosen = who.find(({ email }) => email === form.values.user) ?? who[0];
  const send = form.onSubmit(({ end }) => {
    if (!chosen) return;
    void submit.run(async () => {
      const body = {
        ...(chosen.id === me.id ? {} : { user: chosen.email ?? '' }),
        ...(begins ? { start: begins.toISOString() } : {}),
        end,
      };
      const request = { params: { path: { slug: schedule.slug } }, body };
      await write(() => client.POST('/schedules/{slug}/overrides', request), {
        say: t('oncall:cover.done', {
          name: chosen.name,
          schedule: schedule.name,
          from: say(begins ?? new Date(serverNow())),
          to: say(new Date(end)),
        }),
      });
      onClose();
    });
  });
  const isChanged = !submit.busy && holder?.id !== turn.user?.id;
  const mine = turn.user?.id === me.id;
  const values = {
    from: begins ? say(begins) : t('oncall:cover.now'),
    holder: mine ? 'me' : turn.user ? 'other' : 'nobody',
    holderName: turn.user?.name ?? '',
    chosen: chosen === undefined ? 'nobody' : chosen.id === me.id ? 'me' : 'other',
    name: chosen?.name ?? '',
  };
  const title = values.chosen === 'me' ? 'oncall:cover.titleTake' : 'oncall:cover.titleGive';
  return (
    <Dialog title={t(title, { schedule: schedule.name })} onClose={onClose}>
      {children}
      <FormShell
        submit={submit}
        onSubmit={send}
        onCancel={onClose}
        disabled={!chosen || isChanged}
        action={t('oncall:cover.submit', values)}
      >
        {isChanged && (
          <FormNotice tone="warn">
            {t('oncall:cover.changed', { held: String(holder !== null), name: holder?.name ?? '' })}
          </FormNotice>
        )}
        {!isChanged && <p>{t('oncall:cover.text', values)}</p>}
        {(who.length > 1 || (who[0] && who[0].id !== me.id)) && (
          <NativeSelect
            label={t('oncall:cover.who')}
            data={who.map((one) => ({
              value: one.email ?? '',
              label: one.id === me.id ? t('oncall:cover.me', { name: one.name }) : one.name,
            }))}
            {...form.getInputProps('user')}
            value={chosen?.email ?? ''}
          />
        )}
        <NativeSelect label={t('oncall:cover.until')} data={ends} {...form.getInputProps('end')} />
      </FormShell>
    </Dialog>
  );
}

function useSay(style: TimeStyle = 'weekday'): (at: Date) => string {
  const language = useLanguage();
  const { zone } = useZone();
  return (at) => formatTime(at, zone, language, style);
}

/** The times at which a cover can end that begins at `start`: when the turn does, first. @param end of the turn; null = not in sight */
function useEnds(start: Date, end: Date | null): { value: string; label: string }[] {
  const t = useT();
  const say = useSay();
  const sayTime = useSay('time');
  const whole = end && { value: end.toISOString(), label: say(end) };
  const parts = hoursWithin(start.getTime(), end?.getTime() ?? null)
    .toSorted((a, b) => (end ? a - b : Math.abs(a - USUAL_HOURS) - Math.abs(b - USUAL_HOURS)))
    .map((hours) => {
      const until = new Date(start.getTime() + hours * HOUR);
      const label = t('oncall:cover.hours', { until: sayTime(until), count: hours });
      return { value: until.toISOString(), label };
    });
  return [...(whole ? [whole] : []), ...parts];
}
