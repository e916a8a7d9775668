import { stringify } from 'yaml';

/** A document as people keep it in a file: long lines stay whole, and what occurs twice is written twice. */
export function yamlText(document: unknown): string {
  return stringify(document, { lineWidth: 0, aliasDuplicateObjects: false });
}
