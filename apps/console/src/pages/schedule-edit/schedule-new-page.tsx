import { useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import { NewNounPage } from '../../components/noun-page.js';
import { blankLayer, mondayOf, scheduleInput } from '../../forms/schedule-form-values.js';
import type { ScheduleValues } from '../../forms/schedule-form-values.js';
import { ScheduleForm } from '../../forms/schedule-form.js';
import { useGo } from '../../hooks/use-go.js';
import { rememberTerritory, usePresetTerritory } from '../../hooks/use-preset-territory.js';
import { useWrite } from '../../hooks/use-write.js';
import { browserZone } from '../../hooks/use-zone.js';
import { useT } from '../../i18n/use-t.js';
import { unchangedSince } from '../../util/etag.js';
import { paths } from '../../util/paths.js';
import { serverNow } from '../../stores/server-clock.js';

/** A new schedule. */
export function ScheduleNewPage(): ReactElement {
  const t = useT();
  const go = useGo();
  const write = useWrite('schedule.changed');
  const territory = usePresetTerritory();
  const [initial] = useState((): ScheduleValues => ({
    slug: '',
    name: '',
    territory,
    team: '',
    timeZone: browserZone(),
    layers: [blankLayer(t('schedules:layer.first'), mondayOf(new Date(serverNow())))],
  }));
  return (
    <NewNounPage
      title={t('schedules:newTitle')}
      up={{ to: paths.onCall(), label: t('oncall:title') }}
      writes="schedule:write"
    >
      <ScheduleForm
        initial={initial}
        version={null}
        onCancel={() => go(paths.onCall())}
        onSend={async (values) => {
          const send = () =>
            client.PUT('/schedules/{slug}', {
              params: { path: { slug: values.slug } },
              headers: unchangedSince(null),
              body: scheduleInput(values),
            });
          await write(send, { say: t('schedules:saved', { name: values.name }) });
          rememberTerritory(values.territory);
          // The way back leads past the empty form.
          go(paths.schedule(values.slug), {}, { replace: true });
        }}
      />
    </NewNounPage>
  );
}
