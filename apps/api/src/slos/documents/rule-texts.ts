import { stringify } from 'yaml';
import {
  BURN_WINDOWS,
  compileFleet,
  compileSlo,
  objectiveOf,
  parseDuration,
  prometheusRule,
  ruleFile,
  type CompileOptions,
  type RuleGroup,
  type SloDocument,
} from '#slo';
import { Yielder } from '../../platform/documents/yielder.js';
import { err, ok, type Result } from '../../platform/kernel/result.js';
import { FLEET_FILE, sloFile, textHash, type WantedFile } from '../domain/rule-files.js';
import { runbookUrlOf } from '../domain/slo.js';
import { lackingMatchers } from './required-matchers.js';

/** Windows that the alert rules record anyway. */
const RECORDED: ReadonlySet<string> = new Set(BURN_WINDOWS);
/** Longer ones Prometheus does not keep; shorter ones do not fit its five-minute tiles. */
const LONGEST_SECONDS = 35 * 86_400;
const SHORTEST_SECONDS = 6 * 3600;
const HEAD = '# Written by Leitstand: changes are overwritten.\n';

/** What of an SLO its rules are made of. */
interface Compilable {
  readonly slug: string;
  readonly service: string;
  readonly team: string | null;
  readonly territory: string;
  readonly document: SloDocument;
  readonly version: number;
  readonly updatedAt: Date;
  readonly since: Date | null;
}

/** An SLO whose rules are to be loaded. */
interface Wanted extends Compilable {
  readonly matchers: string;
  readonly deleted: boolean;
}

/** One rule file: its text, its hash, and the names of the groups in it. */
export interface RuleText {
  readonly text: string;
  /** SHA-256 of the text */
  readonly hash: string;
  readonly groups: readonly string[];
}

/** Rule files as texts; an SLO that did not change is not compiled again. */
export class RuleTexts {
  private cache = new Map<string, RuleText>();

  constructor(private readonly options: Partial<CompileOptions>) {}

  /** The rules that all objectives share. */
  fleet(slos: readonly Compilable[]): RuleText {
    return ruleText(this.fleetGroups(slos));
  }

  /** The rules of one SLO. */
  slo(slo: Compilable): RuleText {
    const key = JSON.stringify([
      slo.slug,
      slo.version,
      slo.updatedAt, // a restored database counts versions again
      slo.service,
      slo.team,
      slo.territory,
      slo.since,
    ]);
    const known = this.cache.get(key) ?? ruleText(this.sloGroups(slo));
    this.cache.set(key, known);
    return known;
  }

  /** The same, where its document may be one that was taken before our reader knew better. @returns else why it compiles no more */
  compile(slo: Compilable): Result<RuleText, string> {
    try {
      return ok(this.slo(slo));
    } catch (error) {
      if (error instanceof RangeError) return err(error.message);
      throw error;
    }
  }

  /** The rules that it calls for now; null where it is deleted or does not compile. */
  present(slo: Compilable & { readonly deleted: boolean }): RuleText | null {
    const compiled = slo.deleted ? null : this.compile(slo);
    return compiled?.ok ? compiled.value : null;
  }

  /**
   * The files that SLOs call for; others are served while many are compiled.
   * @param slos deleted ones call for none
   * @returns by file name, and of each that does not compile any more why
   */
  async wanted(slos: readonly Wanted[]): Promise<{
    wanted: Map<string, WantedFile>;
    faults: Map<string, string>;
  }> {
    const active = slos.filter(({ deleted }) => !deleted);
    this.keep(active);
    const wanted = new Map<string, WantedFile>();
    const faults = new Map<string, string>();
    if (active.length > 0) wanted.set(FLEET_FILE, wantedFile(this.fleet(active), null));
    const yielder = new Yielder();
    for (const slo of active) {
      await yielder.yieldIfDue();
      const file = sloFile(slo.slug);
      const compiled = this.permitted(slo);
      if (compiled.ok) wanted.set(file, wantedFile(compiled.value, slo.territory));
      else faults.set(file, compiled.error);
    }
    return { wanted, faults };
  }

  /** What compiles, and reads nothing that its territory may not by now. */
  private permitted(slo: Wanted): Result<RuleText, string> {
    try {
      const [lack] = lackingMatchers(slo.document, slo.territory, slo.matchers);
      return lack ? err(`${lack.path}: ${lack.message}`) : this.compile(slo);
    } catch (error) {
      if (error instanceof RangeError) return err(error.message); // matchers that our reader no longer takes
      throw error;
    }
  }

  /** Forgets texts of versions that are gone. */
  private keep(slos: readonly Compilable[]): void {
    if (this.cache.size > 2 * slos.length + 100) this.cache = new Map();
  }

  /** Everything that compiles in one file, or as a resource of the Prometheus operator; others are served while it is written. */
  async export(slos: readonly Wanted[], format: 'prometheus' | 'prometheusrule'): Promise<string> {
    const write = (groups: readonly RuleGroup[]) =>
      stringify(
        format === 'prometheus' ? ruleFile(groups) : prometheusRule('leitstand-slos', groups),
        { lineWidth: 0 },
      );
    const head = write([]).replace(/ \[\]\n$/, '\n');
    const pieces = [HEAD, write(this.fleetGroups(slos))];
    const yielder = new Yielder();
    for (const slo of slos) {
      await yielder.yieldIfDue();
      if (this.permitted(slo).ok) pieces.push(write(this.sloGroups(slo)).slice(head.length));
    }
    return pieces.join('');
  }

  private sloGroups(slo: Compilable): RuleGroup[] {
    const facts = {
      service: slo.service,
      team: slo.team,
      territory: slo.territory,
      runbookUrl: runbookUrlOf(slo.document),
      since: slo.since,
    };
    return compileSlo(objectiveOf(slo.document), facts, this.options);
  }

  private fleetGroups(slos: readonly Compilable[]): RuleGroup[] {
    const windows = slos.flatMap(({ document }) =>
      'rolling' in document.spec.window ? [document.spec.window.rolling] : [],
    );
    const budgetWindows = ['30d', ...windows].filter(
      (window) => !RECORDED.has(window) && fits(parseDuration(window) ?? 0),
    );
    return compileFleet({ ...this.options, budgetWindows: [...new Set(budgetWindows)].toSorted() });
  }
}

function wantedFile({ text, hash }: RuleText, territory: string | null): WantedFile {
  return { text, hash, territory };
}

function fits(seconds: number): boolean {
  return seconds > SHORTEST_SECONDS && seconds <= LONGEST_SECONDS;
}

function ruleText(groups: readonly RuleGroup[]): RuleText {
  const text = HEAD + stringify(ruleFile(groups), { lineWidth: 0 });
  return { text, hash: textHash(text), groups: groups.map(({ name }) => name) };
}
