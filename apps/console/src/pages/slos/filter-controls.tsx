import type { ReactElement } from 'react';
import { useT } from '../../i18n/use-t.js';
import { FilterSelect } from '../../ui/filter-bar.js';
import type { FilterOption } from '../../ui/filter-bar.js';
import type { SloListState } from '../../components/slo/slo-view.js';
import type { Facet } from '../../util/facets.js';
import type { Facets } from './slo-facets.js';
import type { Grouping } from '../../components/slo/slo-groups.js';

export interface FilterControlsProps {
  facets: Facets;
  filter: SloListState;
  group: Grouping;
  onChange: (
    change: Partial<Pick<SloListState, 'team' | 'subject'>> & { group?: Grouping },
  ) => void;
}

export interface SloFiltersProps extends FilterControlsProps {
  filtered: boolean;
  /** Keep stable. */
  onSearch: (q: string) => void;
  onLabel: (label: null) => void;
  onClear: () => void;
  /** How many SLOs the filters leave. */
  shown: number;
  tools: ReactElement;
}

const GROUPS = ['team', 'service', 'tier'] as const;

/** Team, service and grouping; every choice says how many SLOs it leaves. */
export function FilterControls({
  facets,
  filter,
  group,
  onChange,
}: FilterControlsProps): ReactElement {
  const t = useT();
  const options = (choices: Facet[]): FilterOption[] =>
    choices.map(({ value, name, count }) => ({
      value,
      label: t('slo-list:filters.option', { name, count }),
    }));
  const groupName = {
    team: t('slo-list:filters.groupTeam'),
    service: t('slo-list:filters.groupService'),
    tier: t('slo-list:filters.groupTier'),
  };
  return (
    <>
      <FilterSelect
        label={t('slo-list:filters.team')}
        all={t('slo-list:filters.anyTeam')}
        options={options(facets.team)}
        value={filter.team}
        onChange={(team) => onChange({ team })}
      />
      <FilterSelect
        label={t('slo-list:filters.subject')}
        all={t('slo-list:filters.anySubject')}
        options={options(facets.subject)}
        value={filter.subject}
        onChange={(subject) => onChange({ subject })}
      />
      <FilterSelect
        label={t('slo-list:filters.group')}
        all={t('slo-list:filters.groupNone')}
        options={GROUPS.map((value) => ({ value, label: groupName[value] }))}
        value={group === 'none' ? null : group}
        onChange={(value) => onChange({ group: GROUPS.find((one) => one === value) ?? 'none' })}
      />
    </>
  );
}
