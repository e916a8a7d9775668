import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import type { Tx } from '../../platform/db/tx.js';
import { Clock } from '../../platform/kernel/clock.js';
import { RuleCostsRepository, type RuleCostRow } from '../db/rule-costs.repository.js';
import type { PublishableSlo } from '../domain/publication.js';
import {
  beyondOwn,
  isMeasureDue,
  measuredAgain,
  withheldFiles,
  type CostLimits,
  type PricedFile,
  type RuleCost,
  type Withheld,
} from '../domain/rule-cost.js';
import {
  sloFile,
  textHash,
  type FileChange,
  type KnownFile,
  type WantedFile,
} from '../domain/rule-files.js';
import { MeasureRules, type MeasureOptions } from './measure-rules.js';

/** As the compiler writes it into every group. */
const EVALUATED_EVERY_SECONDS = 30;
/** Loaded files that are measured again in one pass, besides those that are to be loaded. */
const AGAIN_AT_ONCE = 20;

/** What is to be loaded, and what is known of all rule files. */
export interface Admission {
  readonly slos: readonly PublishableSlo[];
  readonly known: ReadonlyMap<string, KnownFile>;
  readonly wanted: ReadonlyMap<string, WantedFile>;
  /** proven, in the order in which they matter */
  readonly changes: readonly FileChange[];
  /** a short transaction */
  readonly keep: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
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

  /** Measures what is due, as far as there is time, and decides by what is known then. */
  async execute(admission: Admission, options: MeasureOptions): Promise<Admitted> {
    const { changes, keep } = admission;
    const costs = await keep((tx) => this.costs.all(tx));
    const files = pricedFiles(admission);
    const texts = this.due(admission, files, costs);
    const found = await this.measure.execute(texts, options);
    const measured = new Map(
      [...found].map(([hash, cost]) => [hash, measuredAgain(costs.get(hash), cost)]),
    );
    if (measured.size > 0) {
      const rows = rowsOf(measured, admission);
      await keep((tx) => this.costs.save(tx, rows, hashesOf(files)));
      for (const [hash, cost] of measured) costs.set(hash, cost);
    }
    const asking = new Set(changes.map(({ file }) => file));
    const loaded = files.map((one) =>
      asking.has(one.file) ? one : { ...one, wanted: one.loaded },
    );
    const grown = files.flatMap(({ file, loaded: hash }) => {
      const reason = beyondOwn(costs.get(hash), this.limits.perSlo);
      return reason === null ? [] : [[file, `${reason} It stays loaded as it is.`] as const];
    });
    return { withheld: withheldFiles(loaded, costs, this.limits), grown: new Map(grown) };
  }

  /** Texts that are to be measured, by hash: those to be loaded first, then the loaded ones that were not looked at for the longest. */
  private due(
    { changes, wanted }: Admission,
    files: readonly PricedFile[],
    costs: ReadonlyMap<string, RuleCost>,
  ): Map<string, string> {
    const now = this.clock.now();
    const isDue = (hash: string) => isMeasureDue(costs.get(hash), this.limits.perSlo, now);
    const since = (hash: string) => costs.get(hash)?.measuredAt.getTime() ?? 0;
    const ofSlos = new Set(files.map(({ file }) => file));
    const fresh = changes.flatMap(({ file, hash, text }) =>
      text !== null && ofSlos.has(file) && isDue(hash) ? [[hash, text] as const] : [],
    );
    const again = files
      .filter(({ loaded, wanted: hash }) => loaded !== '' && loaded === hash && isDue(hash))
      .toSorted((a, b) => since(a.loaded) - since(b.loaded))
      .slice(0, AGAIN_AT_ONCE)
      .map(({ file, wanted: hash }) => [hash, wanted.get(file)?.text ?? ''] as const);
    return new Map([...fresh, ...again]);
  }
}

/** @param percent of the time between two evaluations */
function secondsOf(percent: number): number {
  return (percent / 100) * EVALUATED_EVERY_SECONDS;
}

/** The oldest SLO first: its id says when it was made. */
function pricedFiles({ slos, known, wanted }: Admission): PricedFile[] {
  return slos
    .filter(({ deleted }) => !deleted)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ slug, territory }) => {
      const file = sloFile(slug);
      const text = wanted.get(file)?.text ?? null;
      return { file, territory, loaded: known.get(file)?.loaded ?? '', wanted: textHash(text) };
    });
}

function rowsOf(
  measured: ReadonlyMap<string, RuleCost>,
  { slos, wanted }: Admission,
): RuleCostRow[] {
  return slos.flatMap(({ id: sloId, slug, territory, deleted }) => {
    const hash = textHash(wanted.get(sloFile(slug))?.text ?? null);
    const cost = deleted ? undefined : measured.get(hash);
    return cost === undefined ? [] : [{ ...cost, sloId, territory, hash }];
  });
}

function hashesOf(files: readonly PricedFile[]): string[] {
  return files.flatMap(({ loaded, wanted }) => [loaded, wanted]);
}
