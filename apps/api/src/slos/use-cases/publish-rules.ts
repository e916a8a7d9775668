import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { Leases, type Lease } from '../../platform/background/leases.js';
import { Troubles } from '../../platform/background/troubles.js';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Tx } from '../../platform/db/tx.js';
import { SystemScopes } from '../../platform/db/system-scopes.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { PublishingRepository } from '../db/publishing.repository.js';
import { RuleCostsRepository } from '../db/rule-costs.repository.js';
import { RuleFilesRepository } from '../db/rule-files.repository.js';
import { pricedSlos } from '../domain/priced-slos.js';
import {
  differs,
  isRefused,
  WAITS_FOR,
  isWaiting,
  refusal,
  waitingNotes,
  withholding,
  type Publication,
  type PublishableSlo,
} from '../domain/publication.js';
import type { PublishingPass } from '../domain/publishing-pass.js';
import {
  FLEET_FILE,
  NOTHING_PROVEN,
  RULES_RELOAD,
  fileChanges,
  inTurns,
  isUnloaded,
  sloFile,
  withoutOvercome,
  type FileChange,
} from '../domain/rule-files.js';
import { fleetSeen, publicationSeen, waitsForReload } from '../domain/loaded-rules.js';
import { afterRefused, afterTaken, nextTrial, type RuleSearch } from '../domain/rule-search.js';
import { PrometheusRules, reloadTrouble } from '../gateways/prometheus-rules.gateway.js';
import { RuleTexts } from '../documents/rule-texts.js';
import { AdmitRules } from './admit-rules.js';
import { ArrangeRules } from './arrange-rules.js';
import { AwaitReload } from './await-reload.js';
import { ProveRules } from './prove-rules.js';

/** A worker that dies is followed by the next one after this. */
const TTL_MS = 20_000;
/** What is not proven by then waits for the next pass, so that what is gets loaded. */
const PROVE_MS = 10_000;
const MEASURE_MS = 10_000;
const RECORDED_AT_ONCE = 200;

interface Pass extends PublishingPass {
  readonly stopping: AbortSignal | undefined;
  /** a short transaction that is kept only while this process holds the lease */
  readonly keep: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
}

/**
 * Brings Prometheus' rules in line with the SLOs: proves the files that differ, writes those that are sound, has them loaded, and
 * reads back that every group is there and healthy. Nothing enters the folder that a Prometheus of the server's version has not
 * accepted before: with a bad file in it the server would not start any more. One process at a time holds the lease, and no transaction
 * is open while Prometheus is asked. What it took or refused is recorded at once, so that whoever comes next goes on from there; the
 * folder itself is never believed, because it may hold a set that was being tried. May run at any time, any number of times: it
 * compares before it acts.
 */
@Injectable()
export class PublishRules {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly database: DatabaseReader,
    private readonly scopes: SystemScopes,
    private readonly leases: Leases,
    private readonly repository: PublishingRepository,
    private readonly files: RuleFilesRepository,
    private readonly costs: RuleCostsRepository,
    private readonly texts: RuleTexts,
    private readonly prometheus: PrometheusRules,
    private readonly prove: ProveRules,
    private readonly troubles: Troubles,
    private readonly admit: AdmitRules,
    private readonly arrange: ArrangeRules,
    private readonly elsewhere: AwaitReload,
  ) {}

  /** Whether anything waits to be published or confirmed. */
  async isDue(): Promise<boolean> {
    const scope = await this.scopes.open('rules');
    return this.database.read(scope, (tx) => this.repository.isDue(tx));
  }

  /**
   * Does nothing while another process is publishing.
   * @param stopping ends a search between two trials; the next pass goes on with it
   * @returns false when a server kept it from its end: then nobody knows how things stand
   */
  async execute(stopping?: AbortSignal): Promise<boolean> {
    const scope = await this.scopes.open('rules');
    let isThrough = true;
    await this.leases.hold(scope, 'slos.publish-rules', { ttl: TTL_MS }, async (lease) => {
      isThrough = await this.publish(scope, lease, stopping);
    });
    return isThrough;
  }

  private async publish(scope: Scope, lease: Lease, stopping?: AbortSignal): Promise<boolean> {
    const { slos, known, costs } = await this.database.read(scope, async (tx) => ({
      slos: await this.repository.all(tx),
      known: await this.files.all(tx),
      costs: await this.costs.all(tx),
    }));
    const { wanted, faults } = await this.texts.wanted(slos);
    const pass: Pass = {
      stopping,
      keep: (work) =>
        this.unit.fenced(lease, scope, (write) => {
          write.unrecorded('what Prometheus made of the rules is found out, not decided');
          return work(write.tx);
        }),
      slos,
      known,
      version: null,
      fleetFault: null,
      grown: new Map(),
      wanted,
      faults,
      costs,
      priced: pricedSlos(slos, known, wanted),
    };
    try {
      await this.load(pass);
      await this.troubles.over(RULES_RELOAD);
      // It may have come up with other files than lie there now.
      if ((await this.confirm(pass)) && !this.prometheus.isReloadedElsewhere) {
        await this.assertLoads(null);
        await this.confirm(pass);
      }
      await this.lookAgain(pass);
      return true;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const trouble = reloadTrouble(error);
      if (trouble !== null) await this.troubles.say(RULES_RELOAD, trouble);
      await this.note(pass, () => error.message);
      return false;
    }
  }

  /** Has the changes loaded, all at once where Prometheus takes them; one bad file stops nobody else. */
  private async load(pass: Pass): Promise<void> {
    try {
      const changes = await this.proven(pass);
      if (this.prometheus.isReloadedElsewhere) {
        await this.elsewhere.execute(pass, changes);
        return await this.note(pass, ({ slug }) => waitsForReload(sloFile(slug), pass.known));
      }
      await this.elsewhere.end(pass);
      const suspected = ({ file, hash }: FileChange) => pass.known.get(file)?.suspect === hash;
      const suspects = changes.filter(suspected);
      const rest = changes.filter((change) => !suspected(change));
      if (changes.length > 0) {
        await this.say(pass, changes, WAITS_FOR.reload);
        await this.search(pass, { suspects, rest });
      }
      if (changes.length === 0 && (await this.arrange.execute(pass, [])))
        await this.assertLoads(null);
    } catch (error) {
      // A Prometheus that starts anew must not find what was only being tried: it would not come up.
      if (error instanceof DomainError && !this.prometheus.isReloadedElsewhere)
        await this.arrange.execute(pass, []);
      throw error;
    }
  }

  /**
   * The changes that may enter the folder. What is refused is recorded at once, with the reason.
   * @throws DomainError when nothing can be found out: then nothing is to be written
   */
  private async proven(pass: Pass): Promise<FileChange[]> {
    const { slos, known, wanted, faults, stopping } = pass;
    const version = await this.prometheus.version();
    pass.version = version;
    const refusedByIt = slos.filter((slo) => isRefused(slo) && slo.refusedBy === version);
    const left = new Set([...faults.keys(), ...refusedByIt.map(({ slug }) => sloFile(slug))]);
    const changes = inTurns(fileChanges(known, wanted, left));
    const texts = changes.flatMap(({ text }) => text ?? []);
    await this.say(pass, changes, WAITS_FOR.proof);
    const { accepted, refused } =
      texts.length > 0
        ? await this.prove.execute(version, texts, { withinMs: PROVE_MS, stopping })
        : NOTHING_PROVEN;
    const reasons = new Map(faults);
    for (const { file, hash } of changes) {
      const words = refused.get(hash);
      if (words !== undefined) reasons.set(file, `Prometheus refuses the rules: ${words}`);
    }
    pass.fleetFault = reasons.get(FLEET_FILE) ?? null;
    await this.recordRefused(pass, reasons);
    const proven = changes.filter(({ text, hash }) => text === null || accepted.has(hash));
    return this.admitted(pass, proven);
  }

  /** Of proven changes those that Prometheus can bear. Of what is withheld the reason is recorded at once. */
  private async admitted(pass: Pass, changes: readonly FileChange[]): Promise<FileChange[]> {
    const { withheld, grown } = await this.admit.execute(
      { ...pass, changes },
      { withinMs: MEASURE_MS, stopping: pass.stopping },
    );
    pass.grown = grown;
    await this.record(pass, (slo, file) => {
      const one = withheld.get(file);
      return one && withholding(slo, one);
    });
    return changes.filter(({ file }) => !withheld.has(file));
  }

  /** What is loaded is measured again when everything else is done. */
  private async lookAgain(pass: Pass): Promise<void> {
    const { stopping } = pass;
    const grown = await this.admit.again(pass, { withinMs: MEASURE_MS, stopping });
    if (grown === null) return;
    pass.grown = grown;
    await this.confirm(pass);
  }

  /** @param reasons by file */
  private recordRefused(pass: Pass, reasons: ReadonlyMap<string, string>): Promise<void> {
    return this.record(pass, (slo, file) => {
      const by = pass.faults.has(file) ? null : pass.version;
      const reason = reasons.get(file);
      return reason === undefined ? undefined : refusal(slo, reason, by);
    });
  }

  private async record(
    pass: Pass,
    decide: (slo: PublishableSlo, file: string) => Publication | undefined,
  ): Promise<void> {
    const publications = pass.slos.flatMap((slo) => {
      const one = slo.deleted ? undefined : decide(slo, sloFile(slo.slug));
      return one && differs(one, [slo]) ? [one] : [];
    });
    for (let at = 0; at < publications.length; at += RECORDED_AT_ONCE)
      await pass.keep((tx) =>
        this.repository.save(tx, publications.slice(at, at + RECORDED_AT_ONCE)),
      );
  }

  private async search(pass: Pass, begin: RuleSearch<FileChange>): Promise<void> {
    let search = begin;
    let sound = begin.suspects.length > 0; // then it was seen that Prometheus takes what it had
    let clean = true;
    for (;;) {
      const trial = nextTrial(search);
      if (trial.length === 0 || pass.stopping?.aborted) break;
      await this.arrange.execute(pass, trial);
      const reason = await this.prometheus.reload();
      clean = reason === null;
      if (reason === null) {
        search = afterTaken(search);
        await this.taken(pass, trial, nextTrial(search).length > 0);
        continue;
      }
      if (!sound) {
        await this.arrange.execute(pass, []);
        await this.assertLoads(reason);
        sound = true;
      }
      const after = afterRefused(search);
      search = after.search;
      await this.refused(pass, search.suspects, after.refused, reason);
    }
    if (clean) return;
    await this.arrange.execute(pass, []);
    if (!pass.stopping?.aborted) await this.prometheus.reload();
  }

  /** @throws DomainError when the server refuses its files even without the changes: nobody here is to blame */
  private async assertLoads(reason: string | null): Promise<void> {
    const refused = await this.prometheus.reload();
    if (refused !== null)
      throw new DomainError(
        'dependency-unavailable',
        `Prometheus refuses files that are not Leitstand's. ${reason ?? refused}`,
      );
  }

  /** Records what Prometheus has loaded; where the search goes on, also how it does with that. */
  private async taken(pass: Pass, trial: readonly FileChange[], more: boolean): Promise<void> {
    await pass.keep((tx) => this.files.loaded(tx, trial));
    for (const { file, territory, hash } of trial)
      pass.known.set(file, { territory, loaded: hash, suspect: null, written: null });
    if (more) await this.confirm(pass, new Set(trial.map(({ file }) => file)));
  }

  private async refused(
    pass: Pass,
    suspects: readonly FileChange[],
    refused: FileChange | null,
    reason: string,
  ): Promise<void> {
    const publications = pass.slos
      .filter((slo) => !slo.deleted && sloFile(slo.slug) === refused?.file)
      .map((slo) => refusal(slo, reason, pass.version));
    await pass.keep(async (tx) => {
      await this.files.suspect(tx, suspects);
      await this.repository.save(tx, publications);
    });
    const files = new Set(suspects.map(({ file }) => file));
    await this.note(pass, ({ slug }) =>
      files.has(sloFile(slug))
        ? `Prometheus refused ${files.size} changed rule files together; which one is at fault is being found out.`
        : null,
    );
  }

  /** Says of SLOs of which nothing is decided what they wait for from now on: a server that hangs is waited for, too. */
  private async say(pass: Pass, changes: readonly FileChange[], message: string): Promise<void> {
    const files = new Set(changes.map(({ file }) => file));
    const isMeant = (slo: PublishableSlo) => isWaiting(slo) && files.has(sloFile(slo.slug));
    const waiting = pass.slos.filter((slo) => isMeant(slo) && slo.rulesMessage !== message);
    if (waiting.length === 0) return;
    await pass.keep((tx) => this.repository.say(tx, waiting, message));
    const said = new Set(waiting);
    pass.slos = pass.slos.map((slo) =>
      said.has(slo) ? { ...slo, rulesState: 'pending', rulesMessage: message } : slo,
    );
  }

  /** Says why SLOs that nothing is decided of still wait. */
  private note(pass: Pass, message: (slo: PublishableSlo) => string | null): Promise<void> {
    return pass.keep(async (tx) => {
      const slos = await this.repository.all(tx);
      await this.repository.save(tx, waitingNotes(slos, message));
    });
  }

  /** Records how Prometheus does with what it has loaded. @param only files; default all @returns whether it lacks any of that */
  private async confirm(pass: Pass, only?: ReadonlySet<string>): Promise<boolean> {
    const groups = withoutOvercome(await this.prometheus.groups());
    const fleet = fleetSeen(this.texts.fleet([]).groups, { ...pass, groups });
    return pass.keep(async (tx) => {
      const slos = await this.repository.all(tx);
      const publications = slos
        .filter(({ slug }) => only?.has(sloFile(slug)) ?? true)
        .flatMap((slo) => {
          const present = this.texts.present(slo);
          return publicationSeen(slo, present, { ...pass, groups, fleet }) ?? [];
        });
      await this.repository.save(
        tx,
        publications.filter((one) => differs(one, slos)),
      );
      return publications.some(({ message }) => isUnloaded(message));
    });
  }
}
