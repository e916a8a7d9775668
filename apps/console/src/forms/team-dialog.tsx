import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import type { Team } from '../api/contract.js';
import { TeamForm } from './team-form.js';
import { useGo } from '../hooks/use-go.js';
import { useTerritory } from '../hooks/use-territory.js';
import { useToast } from '../hooks/use-toast.js';
import { useT } from '../i18n/use-t.js';
import { etag } from '../util/etag.js';
import { paths } from '../util/paths.js';

/** Creating (`team` null) or editing a team. */
export function TeamDialog({
  team,
  onClose,
}: {
  team: Team | null;
  onClose: () => void;
}): ReactElement {
  const t = useT();
  const go = useGo();
  const toast = useToast();
  const queries = useQueryClient();
  const [territory] = useTerritory();
  // A PUT replaces the whole team; what the form does not show must not be lost.
  const kept = team ? { contact: team.contact, labels: team.labels } : {};
  const initial = team ?? {
    slug: '',
    name: '',
    description: '',
    territory: territory ?? 'DE',
    members: [],
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common:close') }}
      title={team ? t('teams:form.editTitle', { name: team.name }) : t('teams:form.newTitle')}
    >
      <TeamForm
        creating={team === null}
        onCancel={onClose}
        initial={{
          slug: initial.slug,
          name: initial.name,
          description: initial.description,
          territory: initial.territory,
          members: [...initial.members],
        }}
        onSend={async ({ slug, ...body }) => {
          const condition = team ? { 'If-Match': etag(team.version) } : { 'If-None-Match': '*' };
          await client.PUT('/teams/{slug}', {
            params: { path: { slug } },
            headers: condition,
            body: { ...kept, ...body },
          });
          await queries.invalidateQueries({ queryKey: ['get', '/teams'] });
          void queries.invalidateQueries({ queryKey: ['get', '/teams/{slug}'] });
          toast(t('teams:saved', { name: body.name }));
          if (team) onClose();
          else go(paths.team(slug));
        }}
      />
    </Modal>
  );
}
