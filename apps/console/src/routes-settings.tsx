import { createRoute } from '@tanstack/react-router';
import { sourceOf } from './api/source-queries.js';
import { SETTINGS_SEARCH } from './pages/settings/search.js';
import { SOURCE_SEARCH } from './pages/source/search.js';
import { frame } from './routes-root.js';
import { textedPart } from './ui/late-part.js';
import { searchOf } from './util/url-state.js';

const settings = createRoute({
  getParentRoute: () => frame,
  path: '/settings/{-$tab}',
  validateSearch: searchOf(SETTINGS_SEARCH),
  component: textedPart(
    ['settings'],
    () => import('./pages/settings/settings-page.js'),
    'SettingsPage',
  ),
});

const sourceNew = createRoute({
  getParentRoute: () => frame,
  path: '/settings/sources/new',
  component: textedPart(
    ['incidents', 'sources', 'source-form'],
    () => import('./pages/source-edit/source-new-page.js'),
    'SourceNewPage',
  ),
});
const source = createRoute({
  getParentRoute: () => frame,
  path: '/settings/sources/$slug',
  validateSearch: searchOf(SOURCE_SEARCH),
  loader: ({ context: { queries }, params }) => void queries.prefetchQuery(sourceOf(params.slug)),
  component: textedPart(
    ['incidents', 'sources'],
    () => import('./pages/source/source-page.js'),
    'SourcePage',
  ),
});
const sourceEdit = createRoute({
  getParentRoute: () => frame,
  path: '/settings/sources/$slug/edit',
  loader: ({ context: { queries }, params }) => void queries.prefetchQuery(sourceOf(params.slug)),
  component: textedPart(
    ['incidents', 'sources', 'source-form'],
    () => import('./pages/source-edit/source-edit-page.js'),
    'SourceEditPage',
  ),
});

/** What is set up once: the tabs of the settings, and what has a page of its own among them. */
export const settingsRoutes = [settings, sourceNew, source, sourceEdit] as const;
