/** A token for the server, and where it takes it. */
interface Told {
  readonly url: string;
  readonly token: string;
}

/** What the server pushes to a browser (apps/api/src/notifications/channels/webpush/push-message.ts). */
export interface Pushed {
  readonly id: string;
  readonly kind: string;
  readonly lang: string;
  readonly title: string;
  readonly body: string;
  readonly url: string | null;
  readonly acknowledge: { readonly label: string; readonly url: string } | null;
  readonly confirm: Told | null;
  readonly receipt: Told | null;
}

/** What the system is asked to show; more than TypeScript knows of. */
export type Notice = NotificationOptions & {
  readonly actions?: readonly { readonly action: string; readonly title: string }[];
  readonly renotify?: boolean;
};

export const ACKNOWLEDGE = 'acknowledge';
const OWN_WAYS = '/settings/personal';
/** Browsers show something for whatever is pushed, and say so themselves where we do not. */
const UNREADABLE = 'Öffnen Sie die Konsole. · Open the console.';

/** @returns null for what no server of this version pushed */
export function readPushed(text: string | undefined): Pushed | null {
  try {
    const pushed = JSON.parse(text ?? '') as Partial<Pushed> | null;
    return typeof pushed?.id === 'string' && typeof pushed.title === 'string'
      ? ({ body: '', kind: '', lang: 'en', url: null, ...NOTHING_TOLD, ...pushed } as Pushed)
      : null;
  } catch {
    return null;
  }
}

const NOTHING_TOLD = { acknowledge: null, confirm: null, receipt: null };

/** What is shown of it. One that comes twice is shown once, and calls again. */
export function noticeOf(pushed: Pushed | null): {
  readonly title: string;
  readonly notice: Notice;
} {
  if (!pushed) return { title: 'Leitstand', notice: { body: UNREADABLE, icon: ICON } };
  const { id, kind, lang, title, body, acknowledge } = pushed;
  return {
    title,
    notice: {
      body,
      lang,
      icon: ICON,
      tag: id,
      renotify: true,
      requireInteraction: kind === 'page' || kind === 'verification',
      data: pushed,
      ...(acknowledge ? { actions: [{ action: ACKNOWLEDGE, title: acknowledge.label }] } : {}),
    },
  };
}

const ICON = '/icon-192.png';

/** Where a press leads: always to this console, by whatever name the server goes. @param action the button; empty for the notice itself */
export function placeOf(pushed: Pushed | null, action: string): string {
  if (pushed?.confirm) return OWN_WAYS;
  if (action === ACKNOWLEDGE && pushed?.acknowledge) return here(pushed.acknowledge.url);
  return pushed?.url ? here(pushed.url) : '/';
}

/** An address of the server's, as this console reaches it. */
export function here(address: string): string {
  if (!URL.canParse(address)) return '/';
  const { pathname, search } = new URL(address);
  return `${pathname.replace(/^\/+/, '/')}${search}`;
}
