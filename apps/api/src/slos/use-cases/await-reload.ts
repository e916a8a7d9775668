import { Injectable } from '@nestjs/common';
import { RuleFilesRepository } from '../db/rule-files.repository.js';
import type { PublishingPass } from '../domain/publishing-pass.js';
import { onceLoaded, withWritten, type FileChange, type KnownFile } from '../domain/rule-files.js';
import { loadedRevision, revisionOf } from '../domain/rules-revision.js';
import { PrometheusRules } from '../gateways/prometheus-rules.gateway.js';
import { ArrangeRules, type Arranging } from './arrange-rules.js';

type Waiting = Arranging & Pick<PublishingPass, 'known'>;

/**
 * Where something else has Prometheus read its files: they lie there, proven, until it did, and its rules say so. What waits, and since
 * when, is kept by file, whatever it was written for: a version, a label, another release of ours.
 */
@Injectable()
export class AwaitReload {
  constructor(
    private readonly files: RuleFilesRepository,
    private readonly prometheus: PrometheusRules,
    private readonly arrange: ArrangeRules,
  ) {}

  /**
   * Looks whether what lies there is loaded by now, and only then lays what changed upon it: under steady changes the name of the set
   * that Prometheus has would else be one that nobody knows any more.
   * @param pass its known files are what is known afterwards
   * @param changes proven
   */
  async execute(pass: Waiting, changes: readonly FileChange[]): Promise<void> {
    const lying = onceLoaded(pass.known);
    if (isWaiting(pass.known) && loadedRevision(await this.prometheus.groups()) === nameOf(lying)) {
      await pass.keep((tx) => this.files.writtenLoaded(tx));
      pass.known = lying;
    }
    const left = changes.filter(({ file, hash }) => (pass.known.get(file)?.loaded ?? '') !== hash);
    await this.arrange.execute(pass, left);
    await this.keepWritten(pass, left);
  }

  /** Nothing waits any more: Prometheus is told to reload again. */
  async end(pass: Waiting): Promise<void> {
    await this.keepWritten(pass, []);
  }

  private async keepWritten(pass: Waiting, changes: readonly FileChange[]): Promise<void> {
    const isKept = changes.length === 0 && !isWaiting(pass.known);
    if (!isKept) await pass.keep((tx) => this.files.written(tx, changes));
    pass.known = withWritten(pass.known, changes);
  }
}

function isWaiting(known: ReadonlyMap<string, KnownFile>): boolean {
  return [...known.values()].some(({ written }) => written !== null);
}

function nameOf(known: ReadonlyMap<string, KnownFile>): string {
  return revisionOf(new Map([...known].map(([file, { loaded }]) => [file, loaded])));
}
