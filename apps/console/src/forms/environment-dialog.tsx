import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '../api/client.js';
import type { Environment } from '../api/contract.js';
import { EnvironmentForm } from './environment-form.js';
import { useTerritory } from '../hooks/use-territory.js';
import { useToast } from '../hooks/use-toast.js';
import { useT } from '../i18n/use-t.js';
import { etag } from '../util/etag.js';

const BLANK = { slug: '', name: '', purpose: '', availability: '', access: '', owner: '' };

/** Creating (`environment` null) or editing an environment. */
export function EnvironmentDialog({
  environment,
  onClose,
}: {
  environment: Environment | null;
  onClose: () => void;
}): ReactElement {
  const t = useT();
  const toast = useToast();
  const queries = useQueryClient();
  const [territory] = useTerritory();
  // The version the form opened with: live data may bring a newer one, and saving must then be refused, not overwrite it.
  const [base] = useState(environment);
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common:close') }}
      title={
        base
          ? t('environments:form.editTitle', { name: base.name })
          : t('environments:form.newTitle')
      }
    >
      <EnvironmentForm
        creating={base === null}
        initial={base ?? { ...BLANK, territory: territory ?? 'DE' }}
        onCancel={onClose}
        onSend={async ({ slug, name, purpose, availability, access, owner, territory: where }) => {
          const condition = base ? { 'If-Match': etag(base.version) } : { 'If-None-Match': '*' };
          const body = {
            name: name.trim(),
            purpose: purpose.trim(),
            availability: availability.trim(),
            access: access.trim(),
            owner: owner.trim(),
            territory: where,
          };
          await client.PUT('/environments/{slug}', {
            params: { path: { slug } },
            headers: condition,
            body,
          });
          await queries.invalidateQueries({ queryKey: ['get', '/environments'] });
          toast(t('environments:saved', { name }));
          onClose();
        }}
      />
    </Modal>
  );
}
