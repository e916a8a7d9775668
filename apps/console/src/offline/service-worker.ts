import { cleanupOutdatedCaches, matchPrecache, precache } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import type { PrecacheEntry } from 'workbox-precaching';
import { rememberedEndpoint, rememberLoss, rememberRenewed } from './push-memory.js';
import { here, noticeOf, placeOf, readPushed, type Notice, type Pushed } from './pushed.js';
import { renew, type SubscriptionChange } from './renewed.js';

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

/** What a service worker has that a page has not; the types of pages and of workers exclude each other. */
interface PushedTo {
  readonly registration: {
    readonly pushManager: PushManager;
    showNotification(title: string, notice: Notice): Promise<void>;
  };
  readonly clients: {
    matchAll(which: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly Tab[]>;
    openWindow(place: string): Promise<unknown>;
  };
  addEventListener(type: 'push', on: (event: PushEvent) => void): void;
  addEventListener(
    type: 'pushsubscriptionchange',
    on: (event: Extended & SubscriptionChange) => void,
  ): void;
  addEventListener(type: 'notificationclick', on: (event: NoticeEvent) => void): void;
}
interface Tab {
  focus(): Promise<Tab>;
  navigate(place: string): Promise<unknown>;
}
interface Extended {
  waitUntil(work: Promise<unknown>): void;
}
interface PushEvent extends Extended {
  readonly data: { text(): string } | null;
}
interface NoticeEvent extends Extended {
  readonly action: string;
  readonly notification: { readonly data: unknown; close(): void };
}

const worker = self as unknown as PushedTo;

/** It is shown first: nobody waits for the server to hear that it arrived. */
worker.addEventListener('push', (event) => {
  const pushed = readPushed(event.data?.text());
  const { title, notice } = noticeOf(pushed);
  event.waitUntil(
    worker.registration.showNotification(title, notice).then(() => tell(pushed?.receipt ?? null)),
  );
});

/** A press proves that a message arrived where that is asked for, and leads to what it is about. */
worker.addEventListener('notificationclick', (event) => {
  const { action, notification } = event;
  const pushed = notification.data as Pushed | null;
  notification.close();
  event.waitUntil(Promise.all([tell(pushed?.confirm ?? null), lead(placeOf(pushed, action))]));
});

/** Whether it was heard shows in the console; there is nobody here to be told. */
async function tell(what: Pushed['receipt']): Promise<void> {
  if (what === null) return;
  await fetch(here(what.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: what.token }),
  }).catch(() => undefined);
}

/** A tab that is open goes there; one that may not be led is left as it is. */
async function lead(place: string): Promise<void> {
  const [tab] = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const led = await tab?.focus().then(
    (focused) => focused.navigate(place),
    () => null,
  );
  if (!led) await worker.clients.openWindow(place);
}

/** The push service gave this browser another address: the server is told in the name of whoever is signed in here. */
worker.addEventListener('pushsubscriptionchange', (event) => {
  const { pushManager } = worker.registration;
  const tellOf = async (body: object): Promise<boolean> => {
    const headers = { 'content-type': 'application/json' };
    const request = { method: 'POST', headers, body: JSON.stringify(body) };
    return (await fetch('/api/v1/push-renewals', request)).ok;
  };
  const subscribe = async (): Promise<PushSubscription> => {
    const { key } = (await (await fetch('/api/v1/push-key')).json()) as { key: string };
    return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  };
  event.waitUntil(
    renew(event, {
      remembered: rememberedEndpoint,
      remember: rememberRenewed,
      subscribe,
      tell: tellOf,
      lose: rememberLoss,
    }),
  );
});
