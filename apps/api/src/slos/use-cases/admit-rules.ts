import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import type { Tx } from '../../platform/db/tx.js';
import { Clock } from '../../platform/kernel/clock.js';
import { RuleCostsRepository, type RuleCostRow } from '../db/rule-costs.repository.js';
import { nowLoaded, type PricedSlo } from '../domain/priced-slos.js';
import type { PublishingPass } from '../domain/publishing-pass.js';
import {
  beyondOwn,
  isMeasureDue,
  measuredAgain,
  withheldFiles,
  type CostLimits,
  type Costs,
  type PricedFile,
  type RuleCost,
  type Withheld,
} from '../domain/rule-cost.js';
import type { FileChange } from '../domain/rule-files.js';
import { MeasureRules, type MeasureOptions } from './measure-rules.js';

/** As the compiler writes it into every group. */
const EVALUATED_EVERY_SECONDS = 30;
/** Loaded files that are measured again in one pass, after those that are to be loaded. */
const AGAIN_AT_ONCE = 20;

/** What a pass knows of all rule files. */
interface RuleFiles extends Pick<PublishingPass, 'known' | 'priced' | 'costs'> {
  /** a short transaction */
  readonly keep: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
}

/** What is to be loaded, too. */
export interface Admission extends RuleFiles {
  /** proven, in the order in which they matter */
  readonly changes: readonly FileChange[];
}

/** What came of it, by file. */
export interface Admitted {
  readonly withheld: ReadonlyMap<string, Withheld>;
  /** loaded files that need more than an SLO may by now, and why that is said: they stay loaded */
  readonly grown: ReadonlyMap<string, string>;
}

/**
 * Lets rule files be loaded that Prometheus can bear: what one evaluation of them reads is measured before, and held against the limits
 * of an SLO and of its territory. What is loaded stays, since counts that nobody took cannot be taken later; its page says what it
 * needs by now.
 */
@Injectable()
export class AdmitRules {
  private readonly limits: CostLimits;

  constructor(
    private readonly costs: RuleCostsRepository,
    private readonly measure: MeasureRules,
    private readonly clock: Clock,
    settings: Settings,
  ) {
    this.limits = {
      perSlo: {
        samples: settings.get('RULES_SAMPLES_PER_SLO'),
        seconds: secondsOf(settings.get('RULES_TIME_PER_SLO')),
      },
      perTerritory: {
        samples: settings.get('RULES_SAMPLES_PER_TERRITORY'),
        seconds: secondsOf(settings.get('RULES_TIME_PER_TERRITORY')),
      },
    };
  }

  /** Measures what is to be loaded and not known yet, as far as there is time, and decides by what is known then. */
  async execute(admission: Admission, options: MeasureOptions): Promise<Admitted> {
    const { changes, costs, priced: files } = admission;
    const ofSlos = new Set(files.map(({ file }) => file));
    const fresh = changes.flatMap(({ file, hash, text }) =>
      text !== null && ofSlos.has(file) && this.isDue(costs, hash) ? [[hash, text] as const] : [],
    );
    await this.measureInto(new Map(fresh), admission, options);
    const asking = new Set(changes.map(({ file }) => file));
    const loaded = files.map((one) =>
      asking.has(one.file) ? one : { ...one, wanted: one.loaded },
    );
    return {
      withheld: withheldFiles(loaded, costs, this.limits),
      grown: this.grown(files, costs),
    };
  }

  /**
   * Measures loaded files again, those first that were not looked at for the longest. Nobody waits for it: what is new is loaded before.
   * @returns as `grown` of what is admitted, by what is known now; null = nothing new is
   */
  async again(rules: RuleFiles, options: MeasureOptions): Promise<Admitted['grown'] | null> {
    const { costs, known } = rules;
    const files = nowLoaded(rules.priced, known);
    const since = (hash: string) => costs.get(hash)?.measuredAt.getTime() ?? 0;
    const texts = files
      .filter(({ loaded, wanted }) => loaded !== '' && loaded === wanted)
      .filter(({ loaded }) => this.isDue(costs, loaded))
      .toSorted((a, b) => since(a.loaded) - since(b.loaded))
      .slice(0, AGAIN_AT_ONCE)
      .map(({ loaded, text }) => [loaded, text] as const);
    const isNew = await this.measureInto(new Map(texts), rules, options);
    return isNew ? this.grown(files, costs) : null;
  }

  private isDue(costs: Costs, hash: string): boolean {
    return isMeasureDue(costs.get(hash), this.limits.perSlo, this.clock.now());
  }

  /** @returns whether anything was measured: it is kept, and stands in `costs` */
  private async measureInto(
    texts: ReadonlyMap<string, string>,
    { costs, known, priced, keep }: RuleFiles,
    options: MeasureOptions,
  ): Promise<boolean> {
    const found = await this.measure.execute(texts, options);
    const measured = new Map(
      [...found].map(([hash, cost]) => [hash, measuredAgain(costs.get(hash), cost)]),
    );
    if (measured.size === 0) return false;
    const files = nowLoaded(priced, known);
    const rows = rowsOf(measured, files);
    const inUse = files.flatMap(({ loaded, wanted }) => [loaded, wanted]);
    await keep((tx) => this.costs.save(tx, rows, inUse));
    for (const [hash, cost] of measured) costs.set(hash, cost);
    return true;
  }

  private grown(files: readonly PricedFile[], costs: Costs): Map<string, string> {
    const grown = files.flatMap(({ file, loaded }) => {
      const reason = beyondOwn(costs.get(loaded), this.limits.perSlo);
      return reason === null ? [] : [[file, `${reason} It stays loaded as it is.`] as const];
    });
    return new Map(grown);
  }
}

/** @param percent of the time between two evaluations */
function secondsOf(percent: number): number {
  return (percent / 100) * EVALUATED_EVERY_SECONDS;
}

function rowsOf(
  measured: ReadonlyMap<string, RuleCost>,
  files: readonly PricedSlo[],
): RuleCostRow[] {
  return files.flatMap(({ sloId, territory, wanted: hash }) => {
    const cost = measured.get(hash);
    return cost === undefined ? [] : [{ ...cost, sloId, territory, hash }];
  });
}
