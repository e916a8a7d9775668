const NOT_IN_RE2 = /\(\?(?:=|!|<=|<!)|\\[1-9]/;
const GO_FLAGS = /\(\?[imsU-]+\)/g;

/**
 * Says why Prometheus would refuse a pattern, or undefined. One pattern that does not compile makes Prometheus refuse the whole
 * rule file, so it is caught before publishing. Prometheus uses RE2: no look-around, no back-references.
 */
export function regexFault(pattern: string): string | undefined {
  if (NOT_IN_RE2.test(pattern))
    return 'uses look-around or back-references, which Prometheus does not have';
  try {
    new RegExp(pattern.replace(GO_FLAGS, '').replace(/\(\?P</g, '(?<'));
    return undefined;
  } catch (fault) {
    return `is not a regular expression (${fault instanceof Error ? fault.message : String(fault)})`;
  }
}
