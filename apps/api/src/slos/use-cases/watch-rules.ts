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
  private files = '';
  private readonly loaded = new Set<string>();

  constructor(
    private readonly folder: RulesFolder,
    private readonly prometheus: PrometheusRules,
  ) {}

  /** Whether anything is new since the last look. A Prometheus that does not answer tells nothing. */
  async execute(): Promise<boolean> {
    const { files, loaded } = await this.marks();
    const isNew = files !== this.files || (loaded !== '' && !this.loaded.has(loaded));
    this.files = files;
    if (loaded !== '') this.keep(loaded);
    return isNew;
  }

  private keep(mark: string): void {
    this.loaded.delete(mark);
    this.loaded.add(mark);
    const [oldest] = this.loaded;
    if (this.loaded.size > MAX_MARKS && oldest !== undefined) this.loaded.delete(oldest);
  }

  private async marks(): Promise<{ readonly files: string; readonly loaded: string }> {
    const [files, loaded] = await Promise.all([this.folder.mark(), this.prometheus.loadMark()]);
    return { files, loaded };
  }
}
