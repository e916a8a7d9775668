import { foreignDocument } from '#contract';
import { z } from 'zod';
import type { FieldError } from '../../platform/kernel/domain-error.js';
import { excerpt } from '../../platform/kernel/excerpt.js';
import type { SourceDocument } from '../../platform/documents/read-documents.js';
import type { PendingReferences } from '../domain/subject-references.js';

/** A document with what its head says it is. Without a `kind` it cannot be applied, for the reasons in `faults`. */
export interface DocumentHead<K> extends SourceDocument {
  readonly kindName: string;
  readonly name: string;
  readonly kind: K | null;
  readonly faults: readonly FieldError[];
}

const someText = z.string().catch('');
const headSchema = z
  .object({ kind: someText, metadata: z.object({ name: someText }).catch({ name: '' }) })
  .catch({ kind: '', metadata: { name: '' } });

/**
 * Reads the heads and sorts them by kind, in the order of `kinds`, and name: what is referred to comes first, and two requests that write the same things
 * at once lock them in the same order.
 */
export function headsOf<K extends { readonly kind: string }>(
  documents: readonly SourceDocument[],
  kinds: readonly K[],
): DocumentHead<K>[] {
  const seen = new Map<string, First>();
  const heads = documents.map((document) => {
    const { kind: kindName, metadata } = headSchema.parse(document.value);
    const { name } = metadata;
    const kind = kinds.find((known) => known.kind === kindName) ?? null;
    const faults = kind
      ? twice(seen, `${kindName} ${name}`, document)
      : [unknownKind(document.value, kindName, kinds)];
    return { ...document, kindName, name, kind: faults.length > 0 ? null : kind, faults };
  });
  const order = (head: DocumentHead<K>) => kinds.findIndex((kind) => kind === head.kind);
  return heads.sort((a, b) => order(a) - order(b) || (a.name < b.name ? -1 : 1));
}

/** The names that the documents bring along. */
export function pendingReferencesIn(heads: readonly DocumentHead<unknown>[]): PendingReferences {
  const names = (kind: string) =>
    new Set(heads.filter(({ kindName }) => kindName === kind).map(({ name }) => name));
  return { teams: names('Team'), environments: names('Environment'), subjects: names('Subject') };
}

const territorySchema = z.object({ spec: z.object({ territory: z.string() }) });

/** The territories that the documents of subjects name, by the subjects' names; of a name told twice both. */
export function subjectTerritoriesIn(
  heads: readonly DocumentHead<unknown>[],
): ReadonlyMap<string, readonly string[]> {
  const territories = new Map<string, string[]>();
  for (const { kindName, name, value } of heads) {
    const read = kindName === 'Subject' ? territorySchema.safeParse(value) : undefined;
    if (read?.success)
      territories.set(name, [...(territories.get(name) ?? []), read.data.spec.territory]);
  }
  return territories;
}

/** What documents are about; one that does not say it is left out. */
export function namesOf(documents: readonly unknown[]): string[] {
  return documents.map((value) => headSchema.parse(value).metadata.name).filter(Boolean);
}

const referencesSchema = z
  .object({
    spec: z
      .object({ team: someText, environment: someText, dependsOn: z.array(someText).catch([]) })
      .catch({ team: '', environment: '', dependsOn: [] }),
  })
  .catch({ spec: { team: '', environment: '', dependsOn: [] } });

/** The names that subjects' documents refer to, whether there are such things or not. */
export function referredNames(documents: readonly unknown[]): PendingReferences {
  const specs = documents.map((value) => referencesSchema.parse(value).spec);
  return {
    teams: new Set(specs.map(({ team }) => team)),
    environments: new Set(specs.map(({ environment }) => environment)),
    subjects: new Set(specs.flatMap(({ dependsOn }) => dependsOn)),
  };
}

/** The document that a name was first seen in, and where it stands: looked up once, when another one has it. */
interface First {
  readonly document: SourceDocument;
  place?: string;
}

function twice(seen: Map<string, First>, key: string, document: SourceDocument): FieldError[] {
  const first = seen.get(key);
  if (first === undefined) {
    seen.set(key, { document });
    return [];
  }
  first.place ??= placeOf(first.document);
  const message = `is about the same ${excerpt(key)} as the document ${first.place}.`;
  return [{ path: 'metadata.name', code: 'duplicate', message }];
}

/** For people, who count from 1. */
function placeOf({ index, lines }: SourceDocument): string {
  return lines ? `at line ${lines()('')}` : `at place ${index + 1}`;
}

function unknownKind(
  document: unknown,
  kind: string,
  kinds: readonly { readonly kind: string }[],
): FieldError {
  const foreign = foreignDocument(document);
  if (foreign !== null) return { path: 'kind', code: 'foreign-document', message: foreign };
  const known = kinds.map((one) => one.kind).join(', ');
  return {
    path: 'kind',
    code: 'unknown-kind',
    message:
      kind === ''
        ? `A document must say its kind: ${known}.`
        : `"${excerpt(kind)}" is not one of ${known}.`,
  };
}
