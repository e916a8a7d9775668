import type { FieldError } from '../kernel/domain-error.js';
import { isStorable, UNSTORABLE } from '../kernel/storable-text.js';

const DEEPEST = 64;
/** Far above any document of the catalog; a schema says of each of them what is wrong with it. */
const MOST_MEMBERS = 20_000;

/**
 * The first field of a parsed document that cannot be kept as it is, or that would get lost on the way; null when there is none. Documents
 * that go in circles, or hold far more than any does, have one, too.
 */
export function unstorable(value: unknown): FieldError | null {
  return new Search().find(value);
}

/** One walk through a document. Where it stands is told in words for the fault alone: most members have none. */
class Search {
  private readonly around: object[] = [];
  private readonly names: (string | number)[] = [];
  private members = 0;

  find(value: unknown): FieldError | null {
    if (typeof value === 'string')
      return isStorable(value) ? null : this.fault('unstorable', UNSTORABLE);
    if (typeof value !== 'object' || value === null) return null;
    if (this.around.includes(value)) return this.fault('alias', 'stands inside of itself');
    if (this.around.length > DEEPEST)
      return this.whole('too-nested', `is nested more than ${DEEPEST} deep`);
    this.around.push(value);
    const found = Array.isArray(value) ? this.inList(value) : this.inObject(value);
    this.around.pop();
    return found;
  }

  private inList(list: readonly unknown[]): FieldError | null {
    for (let at = 0; at < list.length; at += 1) {
      const found = this.member(at, list[at]);
      if (found) return found;
    }
    return null;
  }

  private inObject(value: object): FieldError | null {
    for (const name of Object.keys(value)) {
      if (name === '__proto__' || !isStorable(name)) {
        this.names.push(name);
        return this.fault('unknown-field', 'cannot be the name of a field');
      }
      const found = this.member(name, (value as Record<string, unknown>)[name]);
      if (found) return found;
    }
    return null;
  }

  private member(name: string | number, value: unknown): FieldError | null {
    this.names.push(name);
    this.members += 1;
    const found =
      this.members > MOST_MEMBERS
        ? this.whole('too-large', `holds more than ${MOST_MEMBERS} values`)
        : this.find(value);
    this.names.pop();
    return found;
  }

  private fault(code: string, message: string): FieldError {
    return { path: this.names.join('.'), code, message };
  }

  private whole(code: string, message: string): FieldError {
    return { path: String(this.names[0] ?? ''), code, message };
  }
}
