import { createStore } from '../../stores/store.js';

/** Whether the system may be asked to show something; `insecure`: plain http from another machine, where browsers have none of it. */
export type NoticePermission = NotificationPermission | 'insecure' | 'unsupported';

function permission(): NoticePermission {
  if (!isSecureContext) return 'insecure';
  return 'Notification' in globalThis ? Notification.permission : 'unsupported';
}

/** Follows what its owner answered. */
export const noticePermission = createStore(permission());

/** Asks the owner once, within a press; where there is nothing to ask, nothing happens. */
export function askForNotices(): void {
  noticePermission.set(permission());
  if (permission() !== 'default') return;
  void Notification.requestPermission().then(
    () => noticePermission.set(permission()),
    () => undefined,
  );
}

/** A system notification, which stays until somebody sees to it. @returns ends it; null where there can be none */
export function showNotice(
  tag: string,
  title: string,
  body: string,
  onOpen: () => void,
): (() => void) | null {
  if (permission() !== 'granted') return null;
  try {
    const notice = new Notification(title, { tag, body, requireInteraction: true });
    notice.addEventListener('click', () => {
      window.focus();
      onOpen();
      notice.close();
    });
    return () => notice.close();
  } catch {
    return null; // browsers of phones show none without a service worker
  }
}
