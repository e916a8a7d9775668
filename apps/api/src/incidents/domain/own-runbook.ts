const OWN = '/runbooks/leitstand/';

/**
 * The address of a runbook as it is given about an incident: a page of ours is told of which SLO and incident it speaks, and leads back there.
 * Others' stay as they are.
 * @param address as the alert says it
 * @param publicUrl where people open this instance
 */
export function runbookFor(
  address: string,
  publicUrl: string,
  incident: { readonly name: string; readonly slo: string | null },
): string {
  if (!address.startsWith(`${publicUrl}${OWN}`) || /[?#]/.test(address)) return address;
  const about = new URLSearchParams({
    incident: incident.name,
    ...(incident.slo === null ? {} : { slo: incident.slo }),
  });
  return `${address}?${about.toString()}`;
}
