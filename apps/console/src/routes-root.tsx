import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute } from '@tanstack/react-router';
import { AppFrame } from './shell/app-frame.js';
import { RootFrame } from './shell/root-frame.js';
import { oneOfText, searchOf } from './util/url-state.js';

/** What every page finds: the answers of the API that are known already. */
interface RouteContext {
  queries: QueryClient;
}

/** Above all pages. */
export const root = createRootRouteWithContext<RouteContext>()({
  component: RootFrame,
  validateSearch: searchOf({ territory: oneOfText() }),
});
/** Pages inside the frame of the console. */
export const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: AppFrame });
