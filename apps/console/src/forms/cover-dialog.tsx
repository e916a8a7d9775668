import { NativeSelect } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
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
import { Dialog } from '../ui/dialog.js';
import { FormNotice } from '../ui/form-notice.js';
import { formatTime } from '../util/format/time.js';
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

/** Puts oneself on call for a turn or the first hours of it, or, who may, somebody else: everything is filled in, one tap sends it. */
export function CoverDialog({ schedule, turn, onClose }: CoverDialogProps): ReactElement | null {
  const t = useT();
  const me = useMe();
  const { take, give } = mayCover(me, schedule.territory, turn.user);
  const members = useQuery({ ...scheduleOf(schedule.slug), enabled: give });
  if (!me || (!take && !give)) return null;
  const others = membersOf(members.data ?? { layers: [] }).filter(
    ({ id }) => id !== me.id && id !== turn.user?.id,
  );
  const name = turn.user?.name ?? '';
  return (
    <Dialog title={t('oncall:cover.title', { schedule: schedule.name })} onClose={onClose}>
      {members.error && <ProblemNotice error={asApiError(members.error)} />}
      {!take && members.data && others.length === 0 && (
        <FormNotice tone="none">{t('oncall:cover.nobodyElse')}</FormNotice>
      )}
      <CoverForm
        schedule={schedule}
        turn={turn}
        me={me}
        who={take ? [me, ...others] : others}
        name={name}
        onClose={onClose}
      />
    </Dialog>
  );
}

type Candidate = Pick<Person, 'id' | 'name'> & { email: string | null };

function CoverForm({
  schedule,
  turn,
  me,
  who,
  name,
  onClose,
}: CoverDialogProps & {
  me: Me;
  /** Who can be chosen, the likeliest first. */
  who: readonly Candidate[];
  name: string;
}): ReactElement {
  const t = useT();
  const write = useWrite('schedule.changed');
  const say = useSay();
  const { start, ends } = useEnds(turn);
  const form = useForm({ initialValues: { user: '', end: ends[0]?.value ?? '' } });
  const submit = useSubmit(form);
  const chosen = who.find(({ email }) => email === form.values.user) ?? who[0];
  const send = form.onSubmit(({ end }) => {
    if (!chosen) return;
    void submit.run(async () => {
      const body = {
        ...(chosen.id === me.id ? {} : { user: chosen.email ?? '' }),
        start: start.toISOString(),
        end,
      };
      const request = { params: { path: { slug: schedule.slug } }, body };
      await write(() => client.POST('/schedules/{slug}/overrides', request), {
        say: t('oncall:cover.done', {
          name: chosen.name,
          schedule: schedule.name,
          from: say(start),
          to: say(new Date(end)),
        }),
      });
      onClose();
    });
  });
  const values = { from: say(start), name };
  const mine = turn.user?.id === me.id;
  return (
    <FormShell
      submit={submit}
      onSubmit={send}
      onCancel={onClose}
      disabled={!chosen}
      action={
        chosen && chosen.id !== me.id
          ? t('oncall:cover.submit', { name: chosen.name })
          : t('oncall:cover.submitMe')
      }
    >
      <p className="ls-quiet">
        {!turn.user && t('oncall:cover.textGap', values)}
        {turn.user && t(mine ? 'oncall:cover.textYou' : 'oncall:cover.text', values)}
      </p>
      {(who.length > 1 || who[0]?.id !== me.id) && (
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
  );
}

function useSay(): (at: Date) => string {
  const language = useLanguage();
  const { zone } = useZone();
  return (at) => formatTime(at, zone, language, 'weekday');
}

/** From when on it is covered, now at the earliest, and the times at which that can end: that of the turn first. */
function useEnds(turn: CoveredTurn): { start: Date; ends: { value: string; label: string }[] } {
  const t = useT();
  const say = useSay();
  const [opened] = useState(() => new Date());
  const start = turn.start > opened ? turn.start : opened;
  const whole = turn.end && { value: turn.end.toISOString(), label: say(turn.end) };
  const parts = hoursWithin(start.getTime(), turn.end?.getTime() ?? null)
    .toSorted((a, b) => (turn.end ? a - b : Math.abs(a - USUAL_HOURS) - Math.abs(b - USUAL_HOURS)))
    .map((hours) => {
      const end = new Date(start.getTime() + hours * HOUR);
      const label = t('oncall:cover.hours', { until: say(end), count: hours });
      return { value: end.toISOString(), label };
    });
  return { start, ends: [...(whole ? [whole] : []), ...parts] };
}
