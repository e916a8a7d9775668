import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { allInvitations } from '../../api/access-queries.js';
import { asApiError } from '../../api/api-error.js';
import { client } from '../../api/client.js';
import type { Invitation } from '../../api/contract.js';
import { useProblemText } from '../../hooks/use-problem-text.js';
import { useToast } from '../../hooks/use-toast.js';
import { useWrite } from '../../hooks/use-write.js';
import { useT } from '../../i18n/use-t.js';
import classes from './settings.module.css';
import { TextSkeleton } from '../../ui/skeleton.js';
import { TimeText } from '../../ui/time-text.js';
import { QueryView } from '../query-view.js';
import { GrantTags } from './grant-tags.js';

/** Invitations nobody has used yet. */
export function Invitations(): ReactElement {
  const t = useT();
  const query = useQuery(allInvitations);
  return (
    <section className="ls-section">
      <h2>{t('settings:invitations.title')}</h2>
      <QueryView
        query={query}
        needs="user:read"
        errorTitle={t('settings:invitations.failed')}
        skeleton={<TextSkeleton what={t('settings:invitations.title')} lines={2} />}
      >
        {(items) =>
          items.length === 0 ? (
            <p className="ls-quiet ls-small">{t('settings:invitations.none')}</p>
          ) : (
            <ul className={classes.invitations}>
              {items.map((invitation) => (
                <Line key={invitation.id} invitation={invitation} />
              ))}
            </ul>
          )
        }
      </QueryView>
    </section>
  );
}

function Line({ invitation }: { invitation: Invitation }): ReactElement {
  const t = useT();
  const toast = useToast();
  const describe = useProblemText();
  const write = useWrite('access.changed');
  const { id, email } = invitation;
  const withdraw = (): void => {
    write(() => client.DELETE('/invitations/{id}', { params: { path: { id } } }), {
      say: t('settings:invitations.withdrawn', { email }),
    }).catch((fault: unknown) => toast(describe(asApiError(fault))));
  };
  return (
    <li>
      <strong>{email}</strong>
      <GrantTags grants={invitation.grants} />
      <span className="ls-quiet">
        {t('settings:invitations.by', { name: invitation.invitedBy })}
      </span>
      <span className="ls-quiet">
        {t('settings:invitations.expires')} <TimeText at={invitation.expiresAt} show="relative" />
      </span>
      <button type="button" className={classes.plain} onClick={withdraw}>
        {t('settings:invitations.withdraw')}
      </button>
    </li>
  );
}
