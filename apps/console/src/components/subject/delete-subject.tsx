import { useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import type { Subject } from '../../api/contract.js';
import { useGo } from '../../hooks/use-go.js';
import { useToast } from '../../hooks/use-toast.js';
import { useT } from '../../i18n/use-t.js';
import { etag } from '../../util/etag.js';
import { paths } from '../../util/paths.js';
import { TypedDelete } from '../typed-delete.js';

/** Deletes a subject after its slug was typed; says first when SLOs stand in the way. */
export function DeleteSubject({
  subject,
  onClose,
}: {
  subject: Subject;
  onClose: () => void;
}): ReactElement {
  const t = useT();
  const go = useGo();
  const toast = useToast();
  const queries = useQueryClient();
  const { slug, name, slos } = subject;
  return (
    <TypedDelete
      title={t('subjects:delete.title', { name })}
      name={slug}
      prompt={t('subjects:delete.confirm', { slug })}
      action={t('subjects:delete.action')}
      blocked={slos > 0 ? t('subjects:delete.hasSlos', { count: slos }) : undefined}
      onClose={onClose}
      onDelete={async () => {
        await client.DELETE('/subjects/{slug}', {
          params: { path: { slug }, header: { 'If-Match': etag(subject.version) } },
        });
        go(paths.subjects(), {}, { replace: true });
        void queries.invalidateQueries({ queryKey: ['get', '/subjects'] });
        toast(t('subjects:deleted', { name }));
      }}
    >
      <p>{t('subjects:delete.text')}</p>
    </TypedDelete>
  );
}
