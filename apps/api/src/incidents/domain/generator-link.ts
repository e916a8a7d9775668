/**
 * The address of what fired an alert, where it leads somewhere. Our Prometheus writes its address without the path below which it
 * answers, so that no alert gives that away: such an address is dead, for everybody.
 * @param address as the alert says it
 * @param prometheus base address of the Prometheus that we ask
 */
export function liveGenerator(address: string | null, prometheus: string): string | null {
  if (address === null || !URL.canParse(address) || !URL.canParse(prometheus)) return address;
  const [given, ours] = [new URL(address), new URL(prometheus)];
  const base = ours.pathname.replace(/\/?$/, '/');
  return given.origin === ours.origin && !given.pathname.startsWith(base) ? null : address;
}
