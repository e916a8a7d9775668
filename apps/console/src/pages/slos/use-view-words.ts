import type { SloList } from '../../api/contract-slo.js';
import { useT } from '../../i18n/use-t.js';
import { readSort } from '../../table/sort-state.js';
import { COLUMN_IDS } from '../../components/slo/slo-column-ids.js';
import type { ColumnId } from '../../components/slo/slo-column-ids.js';
import type { SloListState } from '../../components/slo/slo-view.js';

const GROUPED = {
  team: 'slo-list:filters.groupTeam',
  service: 'slo-list:filters.groupService',
  tier: 'slo-list:filters.groupTier',
} as const;

/** What narrows and orders the list, in words: names a saved view, heads a printed list. Empty for the plain list. */
export function useViewWords(list: SloList): (state: SloListState) => string {
  const t = useT();
  return (state) => {
    const team = list.items.find((row) => row.team?.slug === state.team)?.team?.name ?? state.team;
    const subject =
      list.items.find((row) => row.subject.slug === state.subject)?.subject.name ?? state.subject;
    const found = readSort(state.sort);
    const sort =
      found && COLUMN_IDS.includes(found.id as ColumnId)
        ? { ...found, id: found.id as ColumnId }
        : null;
    const words = [
      state.budget && t(`status:budget.${state.budget}`),
      state.burn && t(`status:burn.${state.burn}`),
      team,
      subject,
      state.territory,
      state.label,
      state.q && t('slo-list:views.search', { q: state.q }),
      state.group !== 'none' && t(GROUPED[state.group]),
      sort &&
        t(sort.desc ? 'slo-list:views.descending' : 'slo-list:views.ascending', {
          column: t(`slos:column.${sort.id}`),
        }),
      state.columns && t('slo-list:views.columns', { count: state.columns.length }),
    ];
    return words
      .filter((word): word is string => typeof word === 'string' && word !== '')
      .join(' · ');
  };
}
