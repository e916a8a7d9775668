import { parseSloDocument, type SloDocument } from '#slo';
import { readDocuments } from '../../platform/documents/read-documents.js';
import { unstorable } from '../../platform/documents/storable.js';
import { invalid, type FieldError } from '../../platform/kernel/domain-error.js';
import { textAt } from './text-at.js';

/**
 * Reads what a client sent as an SLO, as `readSloDocument` does.
 * @param body parsed JSON, or YAML text
 * @param who sent it
 * @throws DomainError `yaml-invalid` too
 */
export async function readSloBody(body: unknown, slug: string, who: string): Promise<SloDocument> {
  const value = typeof body === 'string' ? await fromYaml(body, who) : body;
  const lost = unstorable(value);
  if (lost) throw invalid([lost]);
  return readSloDocument(value, slug);
}

/**
 * Reads a parsed document as an SLO. apiVersion, kind and metadata.name may be left out where the address tells them.
 * @param slug the name in the address; null when the document must name itself
 * @throws DomainError `promql-invalid` (only selectors or expressions are wrong) or `validation-failed`, naming every field
 */
export function readSloDocument(value: unknown, slug: string | null): SloDocument {
  const read = parseSloDocument(completed(value, slug));
  if (!read.ok)
    throw invalid(read.error, read.error.every(isPromql) ? 'promql-invalid' : 'validation-failed');
  if (slug !== null && read.value.metadata.name !== slug) {
    throw invalid([
      { path: 'metadata.name', code: 'other-name', message: `The address says "${slug}".` },
    ]);
  }
  return read.value;
}

/** The subjects and teams that documents of SLOs name. @param documents checked or not: they may be anything */
export function placesNamed(documents: readonly unknown[]): {
  subjects: string[];
  teams: string[];
} {
  const named = (field: 'subject' | 'team') => [
    ...new Set(documents.map((one) => textAt(one, 'spec', field)).filter((text) => text !== null)),
  ];
  return { subjects: named('subject'), teams: named('team') };
}

function isPromql({ code }: FieldError): boolean {
  return /^(promql|selector)-/.test(code);
}

async function fromYaml(text: string, who: string): Promise<unknown> {
  const [first, ...more] = await readDocuments(text, who);
  if (more.length > 0)
    throw invalid([
      {
        path: '',
        code: 'several-documents',
        message: 'The body must hold one document; use catalog apply for many.',
      },
    ]);
  return first?.value;
}

function completed(value: unknown, slug: string | null): unknown {
  if (slug === null || typeof value !== 'object' || value === null || Array.isArray(value))
    return value;
  const { metadata = {} } = value as { metadata?: unknown };
  const named =
    typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata)
      ? { name: slug, ...metadata }
      : metadata;
  return { apiVersion: 'leitstand/v1', kind: 'SLO', ...value, metadata: named };
}
