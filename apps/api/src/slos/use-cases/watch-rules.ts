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

  /** Whether anything is new since `settle`. A Prometheus that does not answer tells nothing. */
  async execute(): Promise<boolean> {
    const { files, loaded } = await this.marks();
    return files !== this.files || (loaded !== '' && !this.loaded.has(loaded));
  }

  /** Things stand as they should now: this is what is compared with from now on. */
  async settle(): Promise<void> {
    const { files, loaded } = await this.marks();
    this.files = files;
    if (loaded === '') return;
    this.loaded.delete(loaded);
    this.loaded.add(loaded);
    const [oldest] = this.loaded;
    if (this.loaded.size > MAX_MARKS && oldest !== undefined) this.loaded.delete(oldest);
  }

  private async marks(): Promise<{ readonly files: string; readonly loaded: string }> {
    const [files, loaded] = await Promise.all([this.folder.mark(), this.prometheus.loadMark()]);
    return { files, loaded };
  }
}
