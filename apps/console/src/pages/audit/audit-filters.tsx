import { TextInput } from '@mantine/core';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import { usePageActions } from '../../stores/page-actions.js';
import { useCopyLink } from '../../hooks/use-copy-link.js';
import { useListState } from '../../hooks/use-list-state.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import { useZone } from '../../hooks/use-zone.js';
import type { MessageKey } from '../../i18n/message-key.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { FilterBar, FilterSelect, SearchField } from '../../ui/filter-bar.js';
import { formatTime } from '../../util/format/time.js';
import { PERIODS, periodStart } from '../../util/period.js';
import { AUDIT_FILTERS, AUDIT_SEARCH } from './search.js';
import { serverNow } from '../../stores/server-clock.js';

/** What writes are about, by the first word of their action. */
const ABOUT: readonly (readonly [prefix: string, label: MessageKey])[] = [
  ['slo.', 'audit:about.slo'],
  ['rules.', 'audit:about.rules'],
  ['subject.', 'audit:about.subject'],
  ['team.', 'audit:about.team'],
  ['incident.', 'audit:about.incident'],
  ['schedule.', 'audit:about.schedule'],
  ['policy.', 'audit:about.policy'],
  ['environment.', 'audit:about.environment'],
  ['catalog.', 'audit:about.catalog'],
  ['user.', 'audit:about.user'],
  ['invitation.', 'audit:about.invitation'],
  ['token.', 'audit:about.token'],
  ['territory.', 'audit:about.territory'],
  ['session.', 'audit:about.session'],
  ['ledger.', 'audit:about.ledger'],
  ['audit.', 'audit:about.audit'],
  ['sample.', 'audit:about.sample'],
];
const PINNED = 'pinned';

/** Search, what it is about, when; two more fields while the address narrows to one person or thing. */
export function AuditFilters(): ReactElement {
  const t = useT();
  const { state, set, filtered, clear, onSearch } = useListState(AUDIT_SEARCH, AUDIT_FILTERS);
  const { q, actor, subject, action } = state;
  return (
    <FilterBar filtered={filtered} onClear={clear}>
      <SearchField label={t('audit:filter.search')} value={q} onChange={onSearch} />
      <FilterSelect
        label={t('audit:filter.action')}
        all={t('audit:filter.allActions')}
        value={action}
        onChange={(next) => set({ action: next })}
        options={ABOUT.map(([value, label]) => ({ value, label: t(label) }))}
      />
      <PeriodSelect />
      {actor !== '' && (
        <Narrowed
          label={t('audit:filter.actor')}
          value={actor}
          onChange={(next) => set({ actor: next }, { replace: true })}
        />
      )}
      {subject !== '' && (
        <Narrowed
          label={t('audit:filter.subject')}
          value={subject}
          onChange={(next) => set({ subject: next }, { replace: true })}
        />
      )}
    </FilterBar>
  );
}

function PeriodSelect(): ReactElement {
  const t = useT();
  const language = useLanguage();
  const { zone } = useZone();
  const [{ period, from, to }, set] = useUrlState(AUDIT_SEARCH);
  usePinnedLink();
  const labels = {
    today: t('audit:filter.today'),
    week: t('audit:filter.week'),
    month: t('audit:filter.month'),
  };
  const at = (time: string | null): string =>
    time === null ? '…' : formatTime(new Date(time), zone, language, 'datetime');
  const pinned = from !== null || to !== null;
  return (
    <FilterSelect
      label={t('audit:filter.period')}
      all={t('audit:filter.always')}
      value={pinned ? PINNED : period}
      options={[
        ...PERIODS.map((value) => ({ value, label: labels[value] })),
        ...(pinned
          ? [{ value: PINNED, label: t('audit:filter.between', { from: at(from), to: at(to) }) }]
          : []),
      ]}
      onChange={(next) =>
        next !== PINNED &&
        set({ period: PERIODS.find((one) => one === next) ?? null, from: null, to: null })
      }
    />
  );
}

/** Offers in the palette a link whose relative period is fixed to the instants it means now. */
function usePinnedLink(): void {
  const t = useT();
  const { zone } = useZone();
  const [{ period }] = useUrlState(AUDIT_SEARCH);
  const copy = useCopyLink();
  const actions = useMemo(() => {
    if (period === null) return [];
    const run = (): void => {
      const url = new URL(location.href);
      const now = new Date(serverNow());
      url.searchParams.delete('period');
      url.searchParams.set('from', periodStart(period, now, zone));
      url.searchParams.set('to', now.toISOString());
      copy(url.href);
    };
    return [{ id: 'copy-pinned', label: t('audit:filter.copyPinned'), run }];
  }, [copy, period, t, zone]);
  usePageActions(actions);
}

function Narrowed({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}): ReactElement {
  return (
    <TextInput
      aria-label={label}
      value={value}
      leftSection={<span className="ls-tiny ls-quiet">{label}</span>}
      leftSectionWidth={64}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
