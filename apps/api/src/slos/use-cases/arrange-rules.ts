import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { RuleFilesRepository } from '../db/rule-files.repository.js';
import type { PublishingPass } from '../domain/publishing-pass.js';
import { NOTHING_PROVEN, REVISION_FILE, textHash, type FileChange } from '../domain/rule-files.js';
import { revisionOf, revisionText } from '../domain/rules-revision.js';
import { PrometheusRules } from '../gateways/prometheus-rules.gateway.js';
import { RulesFolder } from '../gateways/rules-folder.gateway.js';
import { ProveRules } from './prove-rules.js';

/** What is known of the files while they are arranged. */
export interface Arranging extends Pick<PublishingPass, 'known' | 'version'> {
  /** a short transaction, kept only while no other process may be at the folder */
  readonly keep: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
}

/** Makes the folder hold what is known to be loaded, and on top of it what is tried. */
@Injectable()
export class ArrangeRules {
  constructor(
    private readonly files: RuleFilesRepository,
    private readonly folder: RulesFolder,
    private readonly prometheus: PrometheusRules,
    private readonly prove: ProveRules,
  ) {}

  /**
   * @param trial proven
   * @returns whether anything had to be written
   * @throws LeaseLost before it writes when another process may be at it
   */
  async execute(pass: Arranging, trial: readonly FileChange[]): Promise<boolean> {
    const goal = new Map([...pass.known].map(([file, { loaded }]) => [file, loaded]));
    const tried = new Map(trial.map(({ file, text }) => [file, text]));
    for (const { file, hash } of trial) goal.set(file, hash);
    if (this.prometheus.isReloadedElsewhere) {
      const name = revisionText(revisionOf(goal));
      tried.set(REVISION_FILE, name);
      goal.set(REVISION_FILE, textHash(name));
    }
    const present = await this.folder.read();
    const differing = [...new Set([...goal.keys(), ...present.keys()])].filter(
      (file) => textHash(present.get(file) ?? null) !== (goal.get(file) ?? textHash(null)),
    );
    const stored = await pass.keep((tx) =>
      this.files.loadedTexts(
        tx,
        differing.filter((file) => !tried.has(file)),
      ),
    );
    await this.forgetRefused(pass, stored);
    await this.folder.write(
      new Map(differing.map((file) => [file, tried.get(file) ?? stored.get(file) ?? null])),
    );
    return differing.length > 0;
  }

  /**
   * What was loaded once is not written again where another version of Prometheus refuses it now: it counts as not loaded. While the
   * server is away, it is the best that we know: the last set that was sound.
   * @param stored texts by file; loses what is refused
   */
  private async forgetRefused(pass: Arranging, stored: Map<string, string>): Promise<void> {
    if (stored.size === 0 || pass.version === null) return;
    const texts = [...stored.values()];
    const { refused } = await this.prove.execute(pass.version, texts).catch((error: unknown) => {
      if (error instanceof DomainError) return NOTHING_PROVEN;
      throw error;
    });
    const gone = [...stored].flatMap(([file, text]) => (refused.has(textHash(text)) ? file : []));
    if (gone.length === 0) return;
    await pass.keep((tx) => this.files.forget(tx, gone));
    for (const file of gone) {
      stored.delete(file);
      pass.known.delete(file);
    }
  }
}
