import { client } from './client.js';

/** Why a browser cannot be pushed to; `denied`: its owner, or they by its settings, said no. */
export type NoPush = 'insecure' | 'unsupported' | 'denied';

/** What a browser answers who may write to it (Push API). */
export interface Subscription {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/** Why this browser cannot be pushed to, before it is asked; null = it can be asked. */
export function whyNoPush(): NoPush | null {
  if (!isSecureContext) return 'insecure';
  if (!('serviceWorker' in navigator) || !('PushManager' in globalThis)) return 'unsupported';
  return Notification.permission === 'denied' ? 'denied' : null;
}

/**
 * Asks the owner, within a press, and subscribes. @returns why it came to nothing, else the subscription
 * @throws ApiError where the server does not say with which key
 */
export async function subscribe(): Promise<Subscription | NoPush> {
  if ((await Notification.requestPermission()) !== 'granted') return 'denied';
  const registration = await navigator.serviceWorker.getRegistration('/');
  if (!registration) return 'unsupported';
  const { data } = await client.GET('/push-key');
  const wanted = { userVisibleOnly: true, applicationServerKey: data?.key ?? '' };
  // One of another key is of no use any more: it was made before the server's secret was changed.
  const ask = () => registration.pushManager.subscribe(wanted);
  const made = await ask().catch(async () => {
    await (await registration.pushManager.getSubscription())?.unsubscribe();
    return ask().catch(() => null);
  });
  const { endpoint, keys } = made?.toJSON() ?? {};
  if (!endpoint || !keys?.p256dh || !keys.auth) return 'unsupported';
  return { endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } };
}
