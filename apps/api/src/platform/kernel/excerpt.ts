import type { FieldError } from './domain-error.js';

/** Of what somebody else's parser says, which may quote all of what it was given. */
const FOREIGN = 200;
/** Of what we say ourselves, with the names and expressions that it is about. */
const OWN = 2_000;
const PATH = 300;

/** The beginning of a text, which says by how much it is shorter. @param most characters that are kept */
export function excerpt(text: string, most = FOREIGN): string {
  if (text.length <= most) return text;
  const begin = text.slice(0, most).toWellFormed();
  return `${begin}… (${text.length - most} characters more)`;
}

/** A sentence of ours as it goes out, whatever it quotes. */
export const sentence = (text: string): string => excerpt(text, OWN);

/** A field at fault as it goes out: neither its name nor the sentence repeats a whole input. */
export function briefly(field: FieldError): FieldError {
  const [path, message] = [excerpt(field.path, PATH), sentence(field.message)];
  return path === field.path && message === field.message ? field : { ...field, path, message };
}
