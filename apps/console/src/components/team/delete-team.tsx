import { useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import type { Team } from '../../api/contract.js';
import { useGo } from '../../hooks/use-go.js';
import { useToast } from '../../hooks/use-toast.js';
import { useT } from '../../i18n/use-t.js';
import { etag } from '../../util/etag.js';
import { paths } from '../../util/paths.js';
import { TypedDelete } from '../typed-delete.js';

/** Deletes a team after its slug was typed. */
export function DeleteTeam({ team, onClose }: { team: Team; onClose: () => void }): ReactElement {
  const t = useT();
  const go = useGo();
  const toast = useToast();
  const queries = useQueryClient();
  const { slug, name, version } = team;
  return (
    <TypedDelete
      title={t('teams:delete.title', { name })}
      name={slug}
      prompt={t('teams:delete.confirm', { slug })}
      action={t('teams:delete.action')}
      onClose={onClose}
      onDelete={async () => {
        await client.DELETE('/teams/{slug}', {
          params: { path: { slug }, header: { 'If-Match': etag(version) } },
        });
        go(paths.teams(), {}, { replace: true });
        void queries.invalidateQueries({ queryKey: ['get', '/teams'] });
        void queries.invalidateQueries({ queryKey: ['get', '/subjects'] });
        toast(t('teams:deleted', { name }));
      }}
    >
      <p>{t('teams:delete.text')}</p>
    </TypedDelete>
  );
}
