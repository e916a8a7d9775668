const OF_THIS_MACHINE = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/**
 * Whether a request names this machine in its Host. Somebody else's page whose name was made to lead here (DNS rebinding) can read what it
 * is answered and sends what it likes, but names itself.
 */
export function namesThisMachine(host: string | undefined): boolean {
  return OF_THIS_MACHINE.test(host ?? '');
}
