import { Document, parseAllDocuments, Scalar, visit } from 'yaml';
import { asEscape, withoutSteering } from '#contract';

const ENDS = /[\t\n\r]/g;
const RUN = /\0+/g;

/** Text of the server's on one line, without characters that would steer the terminal or turn the text around. */
export function safeText(text: string): string {
  return withoutSteering(text.replace(ENDS, '\0'), () => '\0').replace(RUN, ' ');
}

/** A value as JSON in which nothing steers the terminal: JSON escapes ESC and its like by itself, but not what stands above 0x7e. */
export function safeJson(value: unknown, indent?: number): string {
  return withoutSteering(JSON.stringify(value, null, indent), asEscape);
}

/** A value as YAML in which nothing steers the terminal. */
export function safeYaml(value: unknown): string {
  return written(new Document(value));
}

/** YAML of the server's, of one document or many: the same values, and nothing in it steers the terminal. */
export function safeYamlText(text: string): string {
  if (!isSteering(text)) return text;
  return parseAllDocuments(text, { prettyErrors: false })
    .map((document) => written(document as Document))
    .join('');
}

/** Where an escape is needed, the text is put in double quotes: nothing else of YAML has any. */
function written(document: Document): string {
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value === 'string' && isSteering(node.value)) node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return withoutSteering(document.toString({ lineWidth: 0 }), asEscape);
}

function isSteering(text: string): boolean {
  return withoutSteering(text, () => '') !== text;
}
