import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import { projectRoot } from '../../platform/config/project-root.js';
import { Settings } from '../../platform/config/settings.js';
import { readDocuments, type SourceDocument } from '../../platform/documents/read-documents.js';
import { assertOutsideTransaction } from '../../platform/kernel/transaction-guard.js';

/** A document, and the file that holds it. */
export interface FiledDocument {
  readonly file: string;
  readonly document: SourceDocument;
}

/** The files of `LEITSTAND_CATALOG_DIR`. */
@Injectable()
export class CatalogFolder {
  constructor(private readonly settings: Settings) {}

  /** The documents of every YAML file in it, by the names of the files. @throws DomainError for text that is not YAML */
  async documents(): Promise<FiledDocument[]> {
    assertOutsideTransaction('the catalog folder');
    const folder = resolve(projectRoot(), this.settings.get('CATALOG_DIR'));
    const files = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).toSorted();
    const filed: FiledDocument[] = [];
    for (const file of files) {
      const documents = await readDocuments(await readFile(join(folder, file), 'utf8'), folder);
      filed.push(...documents.map((document) => ({ file, document })));
    }
    return filed;
  }
}
