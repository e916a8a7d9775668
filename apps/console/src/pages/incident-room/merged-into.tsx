import { useState } from 'react';
import type { ReactElement } from 'react';
import type { IncidentDetail } from '../../api/contract.js';
import { mayIn } from '../../api/nouns/authority.js';
import { useMe } from '../../api/use-me.js';
import { IncidentConfirm } from '../../forms/incident-confirm.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { FormNotice } from '../../ui/form-notice.js';
import { paths } from '../../util/paths.js';

/** That an incident turned out to be another one, where to go on, and the way back while there is one. */
export function MergedInto({
  id,
  incident,
}: {
  /** as in the address */
  id: string;
  incident: IncidentDetail;
}): ReactElement | null {
  const t = useT();
  const me = useMe();
  const [asking, setAsking] = useState(false);
  const { mergedInto: into, territory } = incident;
  if (into === null) return null;
  const mayUndo = into.state !== 'resolved' && mayIn(me, 'incident:merge', [territory]);
  return (
    <FormNotice tone="none">
      {t('incident-room:merge.merged')}{' '}
      <AppLink to={paths.incident(into.name)} className="ls-link">
        {into.name} {into.title}
      </AppLink>{' '}
      {mayUndo && (
        <button type="button" className="ls-text-button" onClick={() => setAsking(true)}>
          {t('incident-room:unmerge.open')}
        </button>
      )}
      {asking && mayUndo && (
        <IncidentConfirm
          asks="unmerge"
          id={id}
          incident={incident}
          onClose={() => setAsking(false)}
        />
      )}
    </FormNotice>
  );
}
