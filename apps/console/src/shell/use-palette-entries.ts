import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { allSubjects, allTeams } from '../api/catalog-queries.js';
import { allOnCall, allPolicies } from '../api/oncall-queries.js';
import { sloList } from '../api/queries.js';
import { useCan } from '../api/use-me.js';
import { useChooseLanguage } from '../hooks/use-choose-language.js';
import { useGo } from '../hooks/use-go.js';
import { setOverlay } from '../stores/overlays.js';
import { pageActions } from '../stores/page-actions.js';
import { setPreferences } from '../stores/preferences.js';
import { useCopyLink } from '../hooks/use-copy-link.js';
import { useUtc } from '../hooks/use-utc.js';
import type { Translate } from '../i18n/message-key.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import type { PaletteEntry } from '../util/palette-filter.js';
import { paths, SETTINGS_TABS } from '../util/paths.js';
import type { Path } from '../util/paths.js';
import { NAV, SETTINGS_TAB_NAME } from './nav-items.js';
import { THEMES } from './theme-names.js';

type Go = (to: Path) => void;

function pageEntries(t: Translate, go: Go): PaletteEntry[] {
  const group = t('palette:pages');
  const sections = SETTINGS_TABS.map((tab) => ({
    id: `settings-${tab}`,
    label: `${t('shell:nav.settings')}: ${t(SETTINGS_TAB_NAME[tab])}`,
    group,
    run: () => go(paths.settings(tab)),
  }));
  return [
    ...NAV.map(({ to, label, key }) => ({
      id: to,
      label: t(label),
      note: `g ${key}`,
      group,
      run: () => go(to),
    })),
    {
      id: 'policies',
      label: t('palette:policies'),
      group,
      run: () => go(paths.policies()),
    },
    ...sections,
  ];
}

function useActionEntries(t: Translate, go: Go): PaletteEntry[] {
  const [, toggleUtc] = useUtc();
  const choose = useChooseLanguage();
  const language = useLanguage();
  const copyLink = useCopyLink();
  const writer = useCan('subject:write');
  const group = t('palette:actions');
  const other = language === 'de' ? 'en' : 'de';
  const otherName = t(other === 'de' ? 'common:language.de' : 'common:language.en');
  return [
    ...(writer
      ? [
          {
            id: 'new-subject',
            label: t('palette:newSubject'),
            group,
            run: () => go(paths.subjectNew()),
          },
        ]
      : []),
    { id: 'utc', label: t('palette:toggleUtc'), note: 'u', group, run: toggleUtc },
    { id: 'copy-link', label: t('palette:copyLink'), group, run: () => copyLink() },
    {
      id: 'shortcuts',
      label: t('shell:user.shortcuts'),
      note: '?',
      group,
      run: () => setOverlay('shortcuts'),
    },
    {
      id: 'language',
      label: t('palette:languageTo', { language: otherName }),
      group,
      run: () => choose(other),
    },
    ...THEMES.map(({ id, label }) => ({
      id: `theme-${id}`,
      label: t('palette:themeTo', { theme: t(label) }),
      group,
      run: () => setPreferences({ theme: id }),
    })),
  ];
}

/** Schedules and escalation policies, as far as the reader may see them. */
function usePagingEntries(t: Translate, go: Go): PaletteEntry[] {
  const schedules = useQuery({ ...allOnCall(null), enabled: useCan('schedule:read') }).data;
  const policies = useQuery({ ...allPolicies, enabled: useCan('policy:read') }).data;
  return useMemo(
    () => [
      ...(schedules ?? []).map(({ schedule, name }) => ({
        id: `schedule-${schedule}`,
        label: name,
        note: schedule,
        group: t('palette:schedules'),
        run: () => go(paths.schedule(schedule)),
      })),
      ...(policies ?? []).map((policy) => ({
        id: `policy-${policy.slug}`,
        label: policy.name,
        note: policy.slug,
        group: t('palette:policies'),
        run: () => go(paths.policy(policy.slug)),
      })),
    ],
    [go, policies, schedules, t],
  );
}

/** Everything the palette offers: this page's actions first, then pages, what works everywhere, SLOs, subjects, teams, schedules and policies. `complete` once all names are loaded. */
export function usePaletteEntries(): { entries: PaletteEntry[]; complete: boolean } {
  const t = useT();
  const go = useGo();
  const slos = useQuery(sloList).data;
  const subjects = useQuery(allSubjects(null)).data;
  const teams = useQuery(allTeams(null)).data;
  const paging = usePagingEntries(t, go);
  const actions = useActionEntries(t, go);
  return useMemo(() => {
    const here = pageActions().map((action) => ({
      ...action,
      group: t('palette:onThisPage'),
    }));
    const sloEntries = slos?.items.map(({ slug, name }) => ({
      id: `slo-${slug}`,
      label: name,
      note: slug,
      group: t('palette:slos'),
      run: () => go(paths.slo(slug)),
    }));
    const subjectEntries = subjects?.map(({ slug, name }) => ({
      id: `subject-${slug}`,
      label: name,
      note: slug,
      group: t('palette:subjects'),
      run: () => go(paths.subject(slug)),
    }));
    const teamEntries = teams?.map(({ slug, name }) => ({
      id: `team-${slug}`,
      label: name,
      note: slug,
      group: t('palette:teams'),
      run: () => go(paths.team(slug)),
    }));
    // Things come last: before anything is typed, what one can do must not hide behind a thousand names.
    const entries = [
      ...here,
      ...pageEntries(t, go),
      ...actions,
      ...(sloEntries ?? []),
      ...(subjectEntries ?? []),
      ...(teamEntries ?? []),
      ...paging,
    ];
    return {
      entries,
      complete: slos !== undefined && subjects !== undefined && teams !== undefined,
    };
  }, [actions, go, paging, slos, subjects, t, teams]);
}
