import type { ReactElement } from 'react';
import type { IncidentDetail } from '../../api/contract.js';
import { useIncidentTitle } from '../../components/incident/use-incident-title.js';
import type { MessageKey } from '../../i18n/message-key.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { FormNotice } from '../../ui/form-notice.js';
import { paths } from '../../util/paths.js';

/** What an incident is probably an effect of, and what is probably one of its effects, each with the way there. */
export function Causes({
  incident: { causes, effects },
}: {
  incident: IncidentDetail;
}): ReactElement {
  return (
    <>
      <Named word="incident-room:causes.because" others={causes} />
      <Named word="incident-room:causes.effects" others={effects} />
    </>
  );
}

function Named({
  word,
  others,
}: {
  word: MessageKey;
  others: IncidentDetail['causes'];
}): ReactElement | null {
  const t = useT();
  const titleOf = useIncidentTitle();
  if (others.length === 0) return null;
  return (
    <FormNotice tone="none">
      {t(word)}{' '}
      {others.map((one, at) => (
        <span key={one.id}>
          {at > 0 && ', '}
          <AppLink to={paths.incident(one.name)} className="ls-link">
            {one.name} {titleOf(one)}
          </AppLink>
        </span>
      ))}
    </FormNotice>
  );
}
