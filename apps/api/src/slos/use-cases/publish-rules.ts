import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/db/database.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import type { Tx } from '../../platform/db/tx.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import { PrometheusClient } from '../../platform/prometheus/prometheus-client.js';
import {
  PublishingRepository,
  type Publication,
  type PublishableSlo,
} from '../db/publishing.repository.js';
import {
  FLEET_FILE,
  fileChanges,
  judgeGroups,
  sloFile,
  type FileChange,
  type RulesVerdict,
} from '../domain/rule-files.js';
import { RuleTexts } from './rule-texts.js';
import { RulesFolder } from '../gateways/rules-folder.gateway.js';

/** Changes Prometheus would not load, by file, with its words. */
type Refused = ReadonlyMap<string, string>;

/**
 * Brings Prometheus' rules in line with the SLOs: writes the files that differ, has them loaded, and reads back that every group
 * is there and healthy. One process at a time. May run at any time, any number of times: it compares before it acts.
 */
@Injectable()
export class PublishRules {
  constructor(
    private readonly database: Database,
    private readonly scopes: SystemScopes,
    private readonly repository: PublishingRepository,
    private readonly texts: RuleTexts,
    private readonly folder: RulesFolder,
    private readonly prometheus: PrometheusClient,
  ) {}

  /** Whether anything waits to be published or confirmed. */
  async isDue(): Promise<boolean> {
    const scope = await this.scopes.open('rules');
    return this.database.read(scope, (tx) => this.repository.isDue(tx));
  }

  /** @returns false when another process is publishing */
  async execute(): Promise<boolean> {
    const scope = await this.scopes.open('rules');
    return this.database.transaction(scope, async (tx) => {
      if (!(await this.repository.tryLock(tx))) return false;
      await this.publish(tx);
      return true;
    });
  }

  private async publish(tx: Tx): Promise<void> {
    const slos = await this.repository.all(tx);
    const changes = fileChanges(await this.folder.read(), this.wanted(slos)).filter(
      (change) => !isRefused(change, slos),
    );
    const stale = slos.some(
      (slo) => slo.publishedVersion < slo.version && slo.refusedVersion !== slo.version,
    );
    try {
      const refused =
        changes.length > 0 || stale ? await this.load(changes) : new Map<string, string>();
      await this.confirm(tx, slos, refused);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await this.repository.save(
        tx,
        slos.filter(isWaiting).map((slo) => waiting(slo, error.message)),
      );
    }
  }

  private wanted(slos: readonly PublishableSlo[]): Map<string, string> {
    const active = slos.filter(({ deleted }) => !deleted);
    this.texts.keep(active);
    const files = new Map(active.map((slo) => [sloFile(slo.slug), this.texts.slo(slo).text]));
    if (active.length > 0) files.set(FLEET_FILE, this.texts.fleet(active).text);
    return files;
  }

  /** Has the changes loaded. @throws DomainError when the server refuses its files even without them: nobody here is to blame */
  private async load(changes: readonly FileChange[]): Promise<Refused> {
    await this.folder.apply(changes);
    const reason = await this.reload();
    if (reason === null) return new Map();
    await this.folder.undo(changes);
    if ((await this.reload()) !== null)
      throw new DomainError(
        'dependency-unavailable',
        `Prometheus refuses files that are not Leitstand's. ${reason}`,
      );
    const refused = await this.loadByHalves(changes, reason);
    await this.reload();
    return refused;
  }

  /** Tries by halves what was refused together, so that one bad file stops nobody else. */
  private async loadByHalves(changes: readonly FileChange[], reason: string): Promise<Refused> {
    const [only] = changes;
    if (only && changes.length === 1) return new Map([[only.file, reason]]);
    const refused = new Map<string, string>();
    const half = Math.ceil(changes.length / 2);
    for (const part of [changes.slice(0, half), changes.slice(half)]) {
      await this.folder.apply(part);
      const why = await this.reload();
      if (why === null) continue;
      await this.folder.undo(part);
      for (const [file, words] of await this.loadByHalves(part, why)) refused.set(file, words);
    }
    return refused;
  }

  /** @returns the server's words when it refused, null when it loaded; throws when it is away */
  private async reload(): Promise<string | null> {
    try {
      await this.prometheus.reload();
      return null;
    } catch (error) {
      await this.prometheus.ready();
      if (error instanceof DomainError) return error.message;
      throw error;
    }
  }

  private async confirm(tx: Tx, slos: readonly PublishableSlo[], refused: Refused): Promise<void> {
    const loaded = await this.prometheus.ruleGroups();
    const fleet = judgeGroups(this.texts.fleet([]).groups, loaded);
    const publications = slos.map((slo): Publication => {
      const reason = slo.deleted
        ? undefined
        : (refused.get(sloFile(slo.slug)) ??
          (slo.refusedVersion === slo.version ? (slo.rulesMessage ?? '') : undefined));
      if (reason !== undefined)
        return {
          id: slo.id,
          version: slo.version,
          state: 'failed',
          message: reason,
          outcome: 'refused',
        };
      const verdict = slo.deleted
        ? gone
        : worst(judgeGroups(this.texts.slo(slo).groups, loaded), fleet);
      return { id: slo.id, version: slo.version, ...verdict, outcome: 'loaded' };
    });
    await this.repository.save(
      tx,
      publications.filter((publication) => differs(publication, slos)),
    );
  }
}

const gone: RulesVerdict = { state: 'published', message: null };

function isRefused({ file }: FileChange, slos: readonly PublishableSlo[]): boolean {
  return slos.some((slo) => slo.refusedVersion === slo.version && sloFile(slo.slug) === file);
}

function isWaiting(slo: PublishableSlo): boolean {
  return slo.publishedVersion < slo.version && slo.refusedVersion !== slo.version;
}

function waiting(slo: PublishableSlo, message: string): Publication {
  return { id: slo.id, version: slo.version, state: 'pending', message, outcome: 'waiting' };
}

function worst(own: RulesVerdict, fleet: RulesVerdict): RulesVerdict {
  return own.state === 'published' && fleet.state === 'failed' ? fleet : own;
}

function differs(
  { id, version, state, message, outcome }: Publication,
  slos: readonly PublishableSlo[],
): boolean {
  const slo = slos.find((one) => one.id === id);
  if (!slo) return false;
  return (
    (outcome === 'refused' ? slo.refusedVersion : slo.publishedVersion) !== version ||
    slo.rulesState !== state ||
    slo.rulesMessage !== message
  );
}
