import { useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import type { Environment } from '../../api/contract.js';
import { useToast } from '../../hooks/use-toast.js';
import { useT } from '../../i18n/use-t.js';
import { etag } from '../../util/etag.js';
import { TypedDelete } from '../typed-delete.js';

/** Deletes an environment after its slug was typed; the server refuses while something runs there. */
export function DeleteEnvironment({
  environment,
  onClose,
}: {
  environment: Environment;
  onClose: () => void;
}): ReactElement {
  const t = useT();
  const toast = useToast();
  const queries = useQueryClient();
  const { slug, name, version } = environment;
  return (
    <TypedDelete
      title={t('environments:delete.title', { name })}
      name={slug}
      prompt={t('environments:delete.confirm', { slug })}
      action={t('environments:delete.action')}
      onClose={onClose}
      onDelete={async () => {
        await client.DELETE('/environments/{slug}', {
          params: { path: { slug }, header: { 'If-Match': etag(version) } },
        });
        toast(t('environments:deleted', { name }));
        onClose();
        await queries.invalidateQueries({ queryKey: ['get', '/environments'] });
      }}
    >
      <p>{t('environments:delete.text')}</p>
    </TypedDelete>
  );
}
