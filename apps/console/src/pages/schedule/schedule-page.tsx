import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import type { Schedule, Shifts } from '../../api/contract.js';
import { turnsOf } from '../../api/nouns/agenda.js';
import type { Turn } from '../../api/nouns/agenda.js';
import { schedulesOf } from '../../api/nouns/serving.js';
import { allPolicies, scheduleOf, shiftsOf } from '../../api/oncall-queries.js';
import { useCan } from '../../api/use-me.js';
import { NounPage } from '../../components/noun-page.js';
import { QueryView } from '../../components/query-view.js';
import { CoverDialog } from '../../forms/cover-dialog.js';
import { TypedDelete } from '../../forms/typed-delete.js';
import { useNow } from '../../hooks/use-now.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import { useZone, ZoneContext } from '../../hooks/use-zone.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { PageHead } from '../../ui/page-head.js';
import { SampleTag } from '../../ui/sample-tag.js';
import { TableSkeleton } from '../../ui/skeleton.js';
import { Tag } from '../../ui/tag.js';
import { paths } from '../../util/paths.js';
import { Agenda } from './agenda.js';
import { FairnessSection } from './fairness-section.js';
import { HandoverSection } from './handover-section.js';
import { NowSection } from './now-section.js';
import { OverridesSection } from './overrides-section.js';
import { SCHEDULE_SEARCH } from './search.js';

/** One schedule: who is on call now and over the next four weeks, and who stands in. */
export function SchedulePage(): ReactElement {
  const t = useT();
  const { slug } = useParams({ from: '/frame/on-call/$slug' });
  const query = useQuery(scheduleOf(slug));
  return (
    <NounPage
      query={query}
      slug={slug}
      reads="schedule:read"
      kind={t('oncall:kind')}
      up={{ to: paths.onCall(), label: t('oncall:title') }}
      lines={5}
    >
      {(schedule) => <ScheduleView schedule={schedule} />}
    </NounPage>
  );
}

function ScheduleView({ schedule }: { schedule: Schedule }): ReactElement {
  const t = useT();
  const { slug, name, territory, sample, timeZone } = schedule;
  const { zone: own } = useZone();
  const now = useNow(15_000);
  const writer = useCan('schedule:write');
  const [{ delete: deleting }, set] = useUrlState(SCHEDULE_SEARCH);
  const query = useQuery(shiftsOf(slug, now));
  const policies = useQuery({ ...allPolicies, enabled: useCan('policy:read') && deleting }).data;
  const using = (policies ?? [])
    .filter((policy) => schedulesOf(policy).includes(slug))
    .map((policy) => policy.name);
  // The clock of the schedule comes first on its page; that of the reader is the second one.
  const zone = useMemo(() => ({ zone: timeZone, second: own }), [timeZone, own]);
  return (
    <ZoneContext value={zone}>
      <PageHead
        title={name}
        up={{ to: paths.onCall(), label: t('oncall:title') }}
        lead={t(own === timeZone ? 'oncall:zone' : 'oncall:zoneYours', { zone: timeZone })}
        status={
          <>
            <Tag>{territory}</Tag>
            {sample && <SampleTag />}
          </>
        }
        actions={
          writer && (
            <>
              <Button variant="subtle" color="gray" onClick={() => set({ delete: true })}>
                {t('common:delete')}
              </Button>
              <Button variant="default" component={AppLink} to={paths.scheduleEdit(slug)}>
                {t('common:edit')}
              </Button>
            </>
          )
        }
      />
      <QueryView
        query={query}
        needs="schedule:read"
        errorTitle={t('oncall:agenda.failed')}
        skeleton={<TableSkeleton what={t('oncall:agenda.title')} rows={8} columns={3} />}
      >
        {(shifts) => <Duties schedule={schedule} shifts={shifts} now={now} />}
      </QueryView>
      <HandoverSection schedule={schedule} />
      <FairnessSection slug={slug} />
      {deleting && writer && (
        <TypedDelete
          noun="schedules"
          thing={schedule}
          event="schedule.changed"
          send={(request) => client.DELETE('/schedules/{slug}', request)}
          blocked={
            using.length > 0
              ? t('schedules:delete.usedBy', { count: using.length, names: using.join(', ') })
              : undefined
          }
          leaveTo={paths.onCall()}
          onClose={() => set({ delete: false }, { replace: true })}
        />
      )}
    </ZoneContext>
  );
}

function Duties({
  schedule,
  shifts,
  now,
}: {
  schedule: Schedule;
  shifts: Shifts;
  now: Date;
}): ReactElement {
  const [{ cover }, set] = useUrlState(SCHEDULE_SEARCH);
  const turns = useMemo(() => turnsOf(shifts, now), [shifts, now]);
  const covered = turns.find(({ start }) => start === cover);
  const onCover = (turn: Turn): void => set({ cover: turn.start });
  return (
    <>
      <NowSection schedule={schedule} turns={turns} now={now} onCover={onCover} />
      <OverridesSection schedule={schedule} />
      <Agenda schedule={schedule} turns={turns} now={now} onCover={onCover} />
      {covered && (
        <CoverDialog
          key={covered.start}
          schedule={schedule}
          turn={{
            start: new Date(covered.start),
            end: new Date(covered.end),
            user: covered.shift?.user ?? null,
          }}
          onClose={() => set({ cover: null }, { replace: true })}
        />
      )}
    </>
  );
}
