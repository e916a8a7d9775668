const NOT_IN_RE2 = /\(\?(?:=|!|<=|<!)|\\[1-9]/;
const GO_FLAGS = /\(\?[imsU-]+\)/g;

function compiled(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern.replace(GO_FLAGS, '').replace(/\(\?P</g, '(?<')})$`);
}

/**
 * Why RE2 would not compile a pattern, as far as a browser's own engine can tell: RE2 itself would make the console a fifth larger, and
 * the server has the last word.
 */
export function compileFault(pattern: string): string | undefined {
  if (NOT_IN_RE2.test(pattern))
    return 'it uses look-around or back-references, which Prometheus does not have';
  try {
    compiled(pattern);
    return undefined;
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault);
  }
}

/** Whether a pattern matches a text of no characters. */
export function matchesEmptyText(pattern: string): boolean {
  return compileFault(pattern) === undefined && compiled(pattern).test('');
}
