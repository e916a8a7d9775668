/**
 * Address of a graph of an expression over the last six hours. `server` is the base address, with a path where Prometheus stands
 * behind one; a login in it is left out. Null when it is no http address. Prometheus 2 and 3 both know `/graph`.
 */
export function prometheusLink(server: string, expression: string): string | null {
  if (!URL.canParse(server)) return null;
  const url = new URL(server);
  if (!/^https?:$/.test(url.protocol)) return null;
  const query = new URLSearchParams({
    'g0.expr': expression,
    'g0.tab': '0',
    'g0.range_input': '6h',
  });
  return `${url.origin}${url.pathname.replace(/\/$/, '')}/graph?${query}`;
}
