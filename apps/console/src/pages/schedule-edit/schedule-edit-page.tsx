import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import type { Schedule } from '../../api/contract.js';
import { scheduleOf } from '../../api/oncall-queries.js';
import { EditNounPage } from '../../components/noun-page.js';
import { scheduleInput, scheduleValues } from '../../forms/schedule-form-values.js';
import { ScheduleForm } from '../../forms/schedule-form.js';
import { useGo } from '../../hooks/use-go.js';
import { useWrite } from '../../hooks/use-write.js';
import { useT } from '../../i18n/use-t.js';
import { unchangedSince } from '../../util/etag.js';
import { paths } from '../../util/paths.js';

/** Changing a schedule, guarded against overwriting what somebody else saved. */
export function ScheduleEditPage(): ReactElement {
  const t = useT();
  const { slug } = useParams({ from: '/frame/on-call/$slug/edit' });
  const query = useQuery(scheduleOf(slug));
  const name = query.data?.name ?? slug;
  return (
    <EditNounPage
      query={query}
      slug={slug}
      reads="schedule:read"
      writes="schedule:write"
      kind={t('oncall:kind')}
      title={t('schedules:editTitle', { name })}
      up={{ to: paths.schedule(slug), label: name }}
    >
      {(schedule) => <EditSchedule current={schedule} />}
    </EditNounPage>
  );
}

/** The form starts from the version that was there when it opened; a newer one is taken only when asked for. */
function EditSchedule({ current }: { current: Schedule }): ReactElement {
  const t = useT();
  const go = useGo();
  const write = useWrite('schedule.changed');
  const queries = useQueryClient();
  const [base, setBase] = useState(current);
  const initial = useMemo(() => scheduleValues(base), [base]);
  const { slug } = base;
  return (
    <ScheduleForm
      key={base.version}
      initial={initial}
      version={base.version}
      current={() => queries.fetchQuery({ ...scheduleOf(slug), staleTime: 0 })}
      onTakeTheirs={setBase}
      onCancel={() => go(paths.schedule(slug))}
      onSend={async (values, version) => {
        const send = () =>
          client.PUT('/schedules/{slug}', {
            params: { path: { slug } },
            headers: unchangedSince(version),
            body: scheduleInput(values),
          });
        await write(send, { say: t('schedules:saved', { name: values.name }) });
        go(paths.schedule(slug));
      }}
    />
  );
}
