import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import type { IncidentDetail } from '../../api/contract.js';
import { mayIn } from '../../api/nouns/authority.js';
import { useMe } from '../../api/use-me.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { useGo } from '../../hooks/use-go.js';
import { useSubmit } from '../../hooks/use-submit.js';
import { useWrite } from '../../hooks/use-write.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { paths } from '../../util/paths.js';

/** The way to the review of an incident; where there is none yet and the incident is over, to begin it. */
export function ReviewLink({
  id,
  incident: { name, review, state, territory, mergedInto },
}: {
  id: string;
  incident: IncidentDetail;
}): ReactElement | null {
  const t = useT();
  const go = useGo();
  const write = useWrite('review.changed');
  const submit = useSubmit(null);
  const writes = mayIn(useMe(), 'incident:respond', [territory]);
  if (review !== null)
    return (
      <AppLink to={paths.review(name)} className="ls-button">
        {t('incident-room:review.open')}
      </AppLink>
    );
  if (state !== 'resolved' || mergedInto !== null || !writes) return null;
  const start = (): void => {
    const request = { params: { path: { id } }, body: { sections: {} } };
    void submit.run(async () => {
      await write(() => client.PUT('/incidents/{id}/review', request));
      go(paths.review(name));
    });
  };
  return (
    <>
      <Button variant="default" aria-busy={submit.busy} onClick={start}>
        {t(submit.busy ? 'incident-room:review.starting' : 'incident-room:review.start')}
      </Button>
      {submit.error && <ProblemNotice error={submit.error} />}
    </>
  );
}
