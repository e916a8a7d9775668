import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../api/client.js';
import { useCan } from '../../api/use-me.js';
import { useChooseLanguage } from '../../hooks/use-choose-language.js';
import { useGo } from '../../hooks/use-go.js';
import { setOverlay } from '../../hooks/overlays.js';
import { pageActions } from '../../hooks/page-actions.js';
import { setPreferences } from '../../hooks/preferences.js';
import { useUtc } from '../../hooks/use-utc.js';
import type { Translate } from '../../i18n/message-key.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import type { PaletteEntry } from '../../util/palette-filter.js';
import { paths } from '../../util/paths.js';
import type { Path } from '../../util/paths.js';
import { NAV } from './nav-items.js';
import { THEMES } from './theme-names.js';

type Go = (to: Path) => void;

function pageEntries(t: Translate, go: Go): PaletteEntry[] {
  return NAV.map(({ to, label, key }) => ({
    id: to, label: t(label), note: `g ${key}`, group: t('shell:palette.pages'), run: () => go(to),
  }));
}

function useActionEntries(t: Translate, go: Go): PaletteEntry[] {
  const [, toggleUtc] = useUtc();
  const choose = useChooseLanguage();
  const language = useLanguage();
  const writer = useCan('subject:write');
  const group = t('shell:palette.actions');
  const other = language === 'de' ? 'en' : 'de';
  const otherName = t(other === 'de' ? 'common:language.de' : 'common:language.en');
  return [
    ...(writer ? [{ id: 'new-subject', label: t('shell:palette.newSubject'), group, run: () => go(paths.subjectNew()) }] : []),
    { id: 'utc', label: t('shell:palette.toggleUtc'), note: 'u', group, run: toggleUtc },
    { id: 'copy-link', label: t('shell:palette.copyLink'), group, run: () => void navigator.clipboard?.writeText(location.href) },
    { id: 'shortcuts', label: t('shell:user.shortcuts'), note: '?', group, run: () => setOverlay('shortcuts') },
    { id: 'language', label: t('shell:palette.languageTo', { language: otherName }), group, run: () => choose(other) },
    ...THEMES.map(({ id, label }) => ({
      id: `theme-${id}`, label: t('shell:palette.themeTo', { theme: t(label) }), group, run: () => setPreferences({ theme: id }),
    })),
  ];
}

/** Everything the palette offers: this page's actions first, then pages, SLOs, subjects, and what works everywhere. */
export function usePaletteEntries(): PaletteEntry[] {
  const t = useT();
  const go = useGo();
  const slos = useQuery(api.queryOptions('get', '/slos', {})).data;
  const subjects = useQuery(api.queryOptions('get', '/subjects', {})).data;
  const actions = useActionEntries(t, go);
  return useMemo(() => {
    const here = pageActions().map((action) => ({ ...action, group: t('shell:palette.onThisPage') }));
    const sloEntries = slos?.items.map(({ slug, name }) => ({
      id: `slo-${slug}`, label: name, note: slug, group: t('shell:palette.slos'), run: () => go(paths.slo(slug)),
    }));
    const subjectEntries = subjects?.items.map(({ slug, name }) => ({
      id: `subject-${slug}`, label: name, note: slug, group: t('shell:palette.subjects'), run: () => go(paths.subject(slug)),
    }));
    return [...here, ...pageEntries(t, go), ...(sloEntries ?? []), ...(subjectEntries ?? []), ...actions];
  }, [actions, go, slos, subjects, t]);
}
