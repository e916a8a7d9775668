const NOT_IN_RE2 = /\(\?(?:=|!|<=|<!)|\\[1-9]/;
const GO_FLAGS = /\(\?[imsU-]+\)/g;

/** As a browser would write it: no flags within, groups named without their P. */
function translated(pattern: string): string {
  return pattern.replace(GO_FLAGS, '').replace(/\(\?P</g, '(?<');
}

/**
 * Why RE2 would not compile a pattern, as far as a browser's own engine can tell: RE2 itself would make the editor of SLOs half as large
 * again, and the server has the last word.
 */
export function compileFault(pattern: string): string | undefined {
  if (NOT_IN_RE2.test(pattern))
    return 'it uses look-around or back-references, which Prometheus does not have';
  try {
    new RegExp(translated(pattern));
    return undefined;
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault);
  }
}

/** Whether a pattern matches a text as a whole. */
export function matchesText(pattern: string, text: string): boolean {
  return (
    compileFault(pattern) === undefined && new RegExp(`^(?:${translated(pattern)})$`).test(text)
  );
}
