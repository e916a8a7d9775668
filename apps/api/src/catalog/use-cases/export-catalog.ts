import { Injectable } from '@nestjs/common';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { ApplyKinds } from './apply-kinds.js';
import { yamlText } from '../../platform/documents/write-yaml.js';
import { Yielder } from '../../platform/documents/yielder.js';

/** Everything that the actor sees, as documents that can be applied again. */
@Injectable()
export class ExportCatalog {
  constructor(
    private readonly database: DatabaseReader,
    private readonly kinds: ApplyKinds,
  ) {}

  /** @returns YAML of many documents; the same catalog gives the same text */
  async execute(scope: Scope): Promise<string> {
    const documents = await this.database.read(scope, async (tx) => {
      const all: object[] = [];
      for (const kind of this.kinds.all()) all.push(...(await kind.export(tx)));
      return all;
    });
    const [yielder, texts] = [new Yielder(), [] as string[]];
    for (const document of documents) {
      texts.push(`---\n${yamlText(document)}`);
      await yielder.yieldIfDue();
    }
    return texts.join('');
  }
}
