import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import type { ActionItem, Review } from '../../api/contract.js';
import { mayIn } from '../../api/nouns/authority.js';
import { actionItems } from '../../api/review-queries.js';
import { useMe } from '../../api/use-me.js';
import { QueryView } from '../../components/query-view.js';
import { ItemList } from '../../components/review/item-list.js';
import { ItemDialog } from '../../forms/item-dialog.js';
import { useT } from '../../i18n/use-t.js';
import { TextSkeleton } from '../../ui/skeleton.js';

/** What is to be done after the incident, and what became of it. */
export function ItemSection({ review: { incident, territory } }: { review: Review }): ReactElement {
  const t = useT();
  const query = useQuery(actionItems({ incident: incident.name }));
  const writes = mayIn(useMe(), 'incident:respond', [territory]);
  const [open, setOpen] = useState<ActionItem | 'new' | null>(null);
  return (
    <section className="ls-section">
      <h2>{t('reviews:items')}</h2>
      <QueryView
        query={query}
        needs="incident:read"
        errorTitle={t('reviews:itemsFailed')}
        skeleton={<TextSkeleton what={t('reviews:items')} lines={3} />}
      >
        {(items) =>
          items.length === 0 ? (
            <p className="ls-quiet">{t('reviews:noItems')}</p>
          ) : (
            <ItemList
              items={items}
              label={t('reviews:items')}
              withIncident={false}
              onChange={setOpen}
            />
          )
        }
      </QueryView>
      {writes && (
        <button
          type="button"
          className="ls-text-button"
          data-print="no"
          onClick={() => setOpen('new')}
        >
          {t('reviews:item.add')}
        </button>
      )}
      {open !== null && (
        <ItemDialog
          incident={incident.name}
          item={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  );
}
