import { cleanupOutdatedCaches, matchPrecache, precache } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import type { PrecacheEntry } from 'workbox-precaching';

/**
 * What the browser runs beside the console: it keeps the program itself, so that it starts without a network. Answers of the API it
 * neither keeps nor gives: what is shown of the past is the console's to say (last-known.ts). A new one waits until no tab of the old
 * is left, so that no tab loses the parts it has yet to load.
 */
declare const LEITSTAND_FILES: PrecacheEntry[];

/** A network that takes longer to bring a page is none, at 3 a.m. */
const PATIENCE_MS = 4_000;
/** Pages of the server's own. */
const OF_SERVER = /^\/(?:ack|api)(?:[/?]|$)/;

precache(LEITSTAND_FILES);
cleanupOutdatedCaches();

/** Hashed files are what they were; the rest is asked for. */
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
  async ({ request }) => (await matchPrecache(request)) ?? fetch(request),
);

/** What stands beside the program changes under its name. */
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && /^\/[\w-]+\.(?:css|js|svg)$/.test(url.pathname),
  async ({ request }) => {
    const answer = await fetchWithin(request, PATIENCE_MS);
    return answer?.ok ? answer : ((await matchPrecache(request)) ?? answer ?? Response.error());
  },
);

const isPage = ({ request }: { request: Request }): boolean => request.mode === 'navigate';

/** A page is asked for every time, so that a new version is there at once. */
registerRoute(isPage, async ({ request, url }) => {
  const given = OF_SERVER.test(url.pathname) ? undefined : await matchPrecache('/');
  const answer = await fetchWithin(request, given === undefined ? null : PATIENCE_MS);
  if (answer !== null && answer.status < 500) return answer;
  return given ?? answer ?? unreachable();
});

/** What a form sends is never answered from here, only that no answer came. */
registerRoute(
  isPage,
  async ({ request }) => (await fetchWithin(request, null)) ?? unreachable(),
  'POST',
);

async function fetchWithin(request: Request, patienceMs: number | null): Promise<Response | null> {
  const late = new Promise<null>((resolve) => {
    if (patienceMs !== null) setTimeout(() => resolve(null), patienceMs);
  });
  return Promise.race([fetch(request).catch(() => null), late]);
}

async function unreachable(): Promise<Response> {
  const page = await matchPrecache('/unreachable.html');
  return page ? new Response(page.body, { status: 503, headers: page.headers }) : Response.error();
}
