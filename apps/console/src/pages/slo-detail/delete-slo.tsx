import { useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import type { SloDetail } from '../../api/contract-slo.js';
import { TypedDelete } from '../../components/typed-delete.js';
import { useGo } from '../../hooks/use-go.js';
import { useToast } from '../../hooks/use-toast.js';
import { useT } from '../../i18n/use-t.js';
import { etag } from '../../util/etag.js';
import { paths } from '../../util/paths.js';

/** Deleting takes the typed name, says what it costs, and is refused when somebody changed the SLO meanwhile. */
export function DeleteSlo({ slo, onClose }: { slo: SloDetail; onClose: () => void }): ReactElement {
  const t = useT();
  const go = useGo();
  const toast = useToast();
  const queries = useQueryClient();
  const remove = async (): Promise<void> => {
    await client.DELETE('/slos/{slug}', {
      params: { path: { slug: slo.slug }, header: { 'If-Match': etag(slo.version) } },
    });
    toast(t('slos:detail.deleteDialog.done', { name: slo.name }));
    go(paths.slos());
    await queries.invalidateQueries({ queryKey: ['get', '/slos'] });
  };
  return (
    <TypedDelete
      title={t('slos:detail.deleteDialog.title', { name: slo.name })}
      name={slo.slug}
      prompt={t('slos:detail.deleteDialog.type', { slug: slo.slug })}
      action={t('slos:detail.deleteDialog.confirm')}
      onDelete={remove}
      onClose={onClose}
    >
      {t('slos:detail.deleteDialog.text')}
    </TypedDelete>
  );
}
