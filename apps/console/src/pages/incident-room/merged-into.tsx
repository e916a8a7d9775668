import type { ReactElement } from 'react';
import type { IncidentDetail } from '../../api/contract.js';
import { mayIn } from '../../api/nouns/authority.js';
import { useMe } from '../../api/use-me.js';
import { useIncidentTitle } from '../../components/incident/use-incident-title.js';
import { IncidentConfirm } from '../../forms/incident-confirm.js';
import { useAsked } from '../../hooks/use-asked.js';
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
  const titleOf = useIncidentTitle();
  const { mergedInto: into, territory } = incident;
  const mayUndo =
    into !== null && into.state !== 'resolved' && mayIn(me, 'incident:merge', [territory]);
  const [asked, setAsked] = useAsked<'unmerge'>(() => mayUndo);
  if (into === null) return null;
  return (
    <FormNotice tone="none">
      {t('incident-room:merge.merged')}{' '}
      <AppLink to={paths.incident(into.name)} className="ls-link">
        {into.name} {titleOf(into)}
      </AppLink>{' '}
      {mayUndo && (
        <button type="button" className="ls-text-button" onClick={() => setAsked('unmerge')}>
          {t('incident-room:unmerge.open')}
        </button>
      )}
      {asked && (
        <IncidentConfirm asks={asked} id={id} incident={incident} onClose={() => setAsked(null)} />
      )}
    </FormNotice>
  );
}
