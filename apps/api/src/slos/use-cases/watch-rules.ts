import { Injectable } from '@nestjs/common';
import { PrometheusRules } from '../gateways/prometheus-rules.gateway.js';
import { RulesFolder } from '../gateways/rules-folder.gateway.js';

/** Servers behind one address that are told apart: each has a mark of its own. */
const MAX_MARKS = 8;

/**
 * Notices at little cost that the rules may not be where they were left: a file of ours was changed or is gone, or Prometheus read its
 * files again or was started anew, with whatever lay there. Contents and groups are then compared; here only marks of them are.
 */
@Injectable()
export class WatchRules {
  private readonly loaded = new Set<string>();

  constructor(
    private readonly folder: RulesFolder,
    private readonly prometheus: PrometheusRules,
  ) {}

  /** Whether anything is new since the last look. A Prometheus that does not answer tells nothing. */
  async execute(): Promise<boolean> {
    const [isChanged, loaded] = await Promise.all([
      this.folder.isChangedElsewhere(),
      this.prometheus.loadMark(),
    ]);
    return this.keep(loaded) || isChanged;
  }

  /** Notes that files were read as this process had them read. What somebody else changed meanwhile is left for the next look. */
  async settle(): Promise<void> {
    this.keep(await this.prometheus.loadMark());
  }

  /** @returns whether it is a mark that was not seen before */
  private keep(mark: string): boolean {
    if (mark === '') return false;
    const isNew = !this.loaded.delete(mark);
    this.loaded.add(mark);
    const [oldest] = this.loaded;
    if (this.loaded.size > MAX_MARKS && oldest !== undefined) this.loaded.delete(oldest);
    return isNew;
  }
}
