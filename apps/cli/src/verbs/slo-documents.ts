import { foreignDocument } from '#contract';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import type { SloDocument } from '../api/nouns.js';
import { usage } from '../failure/failure.js';
import type { Source } from '../input/documents.js';

/** One objective's document as it is sent. */
export interface SloText {
  readonly name: string;
  /** read, and not judged: that is the server's to do */
  readonly document: SloDocument;
}

const document = z.looseObject({
  kind: z.literal('SLO'),
  metadata: z.looseObject({ name: z.string().min(1) }),
});

/**
 * The objectives in YAML or JSON texts. What they ask for is the server's to judge.
 * @throws Failure (usage) for text that is not YAML, and for documents of another kind
 */
export function sloDocuments(sources: readonly Source[]): SloText[] {
  return sources.flatMap(({ name, text }) => {
    const documents = parseAllDocuments(text);
    const values = 'empty' in documents ? [] : documents;
    return values.flatMap((yaml, index) => {
      const where = `${name}, document ${index + 1}`;
      if (yaml.errors[0]) throw usage(`${where}: ${yaml.errors[0].message.split('\n')[0]}`);
      const value: unknown = yaml.toJS();
      if (value === null) return [];
      const foreign = foreignDocument(value);
      if (foreign !== null) throw usage(`${where}: ${foreign}`);
      const read = document.safeParse(value);
      if (!read.success)
        throw usage(
          `${where} is not an SLO with a metadata.name.`,
          'For other kinds: leitstand catalog apply -f FILE',
        );
      return [{ name: read.data.metadata.name, document: value as SloDocument }];
    });
  });
}
