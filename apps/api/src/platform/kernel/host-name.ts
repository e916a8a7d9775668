/** The name of a Host header in lower case, without port and brackets; null for what is none. */
export function hostNameIn(host = ''): string | null {
  const [, bracketed, plain] =
    /^(?:\[([\da-f:.]+)\]|([^:[\]/@\s]+))(?::\d{0,5})?$/i.exec(host) ?? [];
  return (bracketed ?? plain)?.toLowerCase() ?? null;
}

/** Whether an address, or a name as `hostNameIn` gives it, is this machine to itself. */
export function isLoopback(name: string): boolean {
  return name === 'localhost' || name === '::1' || /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(name);
}
