import type { Permission } from '#contract';
import { useParams } from '@tanstack/react-router';
import { Suspense } from 'react';
import type { ComponentType, ReactElement } from 'react';
import { useMe } from '../../api/use-me.js';
import { Forbidden } from '../../components/forbidden.js';
import { SETTINGS_TAB_NAME } from '../../shell/nav-items.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { ErrorBoundary } from '../../ui/error-boundary.js';
import { latePart, textedPart } from '../../ui/late-part.js';
import { PageHead } from '../../ui/page-head.js';
import { TextSkeleton } from '../../ui/skeleton.js';
import { StatePanel } from '../../ui/state-panel.js';
import { paths, SETTINGS_TABS } from '../../util/paths.js';
import type { SettingsTab } from '../../util/paths.js';
import classes from '../../components/settings/settings.module.css';

const Personal = latePart(() => import('./personal-tab.js'), 'PersonalTab');
const People = latePart(() => import('./people-tab.js'), 'PeopleTab');
const Tokens = latePart(() => import('./tokens-tab.js'), 'TokensTab');
const Sources = textedPart(
  ['incidents', 'sources'],
  () => import('./sources-tab.js'),
  'SourcesTab',
);
const Heartbeats = textedPart(
  ['sources', 'heartbeats'],
  () => import('./heartbeats-tab.js'),
  'HeartbeatsTab',
);
const Maintenance = textedPart(
  ['maintenance'],
  () => import('./maintenance-tab.js'),
  'MaintenanceTab',
);
const Territories = latePart(() => import('./territories-tab.js'), 'TerritoriesTab');
const Instance = latePart(() => import('./instance-tab.js'), 'InstanceTab');

const TABS: Record<SettingsTab, { needs: Permission; content: ComponentType }> = {
  personal: { needs: 'self:read', content: Personal },
  people: { needs: 'user:read', content: People },
  tokens: { needs: 'token:read', content: Tokens },
  sources: { needs: 'source:read', content: Sources },
  heartbeats: { needs: 'source:read', content: Heartbeats },
  maintenance: { needs: 'maintenance:read', content: Maintenance },
  territories: { needs: 'territory:read', content: Territories },
  instance: { needs: 'settings:read', content: Instance },
};

/** On a phone the sections scroll sideways; the open one must be in view. */
function showCurrent(tabs: HTMLElement | null): void {
  const current = tabs?.querySelector<HTMLElement>('[aria-current="page"]');
  if (tabs && current)
    tabs.scrollLeft = current.offsetLeft - (tabs.clientWidth - current.offsetWidth) / 2;
}

/** Settings by section; a section somebody may not see says which role it takes. */
export function SettingsPage(): ReactElement {
  const t = useT();
  const permissions = useMe()?.permissions ?? [];
  const { tab = 'personal' } = useParams({ from: '/frame/settings/{-$tab}' });
  const current = SETTINGS_TABS.find((one) => one === tab);
  const chosen = current && TABS[current];
  return (
    <>
      <PageHead title={t('settings:title')} />
      <nav
        ref={showCurrent}
        aria-label={t('settings:sections')}
        className={classes.tabs}
        data-print="no"
      >
        {SETTINGS_TABS.map((one) => (
          <AppLink
            key={one}
            to={paths.settings(one)}
            className={classes.tab}
            aria-current={one === current ? 'page' : undefined}
          >
            {t(SETTINGS_TAB_NAME[one])}
          </AppLink>
        ))}
      </nav>
      {!current && (
        <StatePanel title={t('settings:noSection', { name: tab })}>
          <p>{t('settings:noSectionText')}</p>
        </StatePanel>
      )}
      {current && chosen && !permissions.includes(chosen.needs) && (
        <Forbidden permission={chosen.needs} />
      )}
      {current && chosen && permissions.includes(chosen.needs) && (
        <ErrorBoundary resetKey={tab}>
          <Suspense fallback={<TextSkeleton what={t(SETTINGS_TAB_NAME[current])} />}>
            <chosen.content />
          </Suspense>
        </ErrorBoundary>
      )}
    </>
  );
}
