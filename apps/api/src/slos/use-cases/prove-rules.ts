import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Yielder } from '../../platform/documents/yielder.js';
import { readRuleText } from '../documents/read-rule-text.js';
import { textHash, type Proof } from '../domain/rule-files.js';
import { PrometheusRules } from '../gateways/prometheus-rules.gateway.js';
import { Promtool } from '../gateways/promtool.gateway.js';

/** Files that promtool is given at once. */
const AT_ONCE = 500;
const MAX_REMEMBERED = 20_000;
const MAX_REMEMBERED_EXPRESSIONS = 100_000;
/** For the expressions of one file. */
const PARSE_MS = 10_000;

export interface ProveOptions {
  /** how long it may take; what is not proven until then is neither accepted nor refused. Default: as long as it takes */
  readonly withinMs?: number;
  readonly stopping?: AbortSignal | undefined;
}

/**
 * Proves that a Prometheus of the server's very version takes rule files, before they are written where it loads them: it does not
 * start any more with a file that it refuses. A promtool of that version looks at many files at once; where there is none, the server
 * itself is asked about every expression, and we look at the rest. Nothing is proven twice by one process.
 */
@Injectable()
export class ProveRules {
  private readonly texts = new LRUCache<string, { readonly words: string | null }>({
    max: MAX_REMEMBERED,
  });
  private readonly expressions = new LRUCache<string, { readonly words: string | null }>({
    max: MAX_REMEMBERED_EXPRESSIONS,
  });

  constructor(
    private readonly prometheus: PrometheusRules,
    private readonly promtool: Promtool,
  ) {}

  /**
   * @param version of the server, as it tells it
   * @throws DomainError `dependency-unavailable` when neither can be asked
   */
  async execute(
    version: string,
    texts: readonly string[],
    { withinMs = Infinity, stopping }: ProveOptions = {},
  ): Promise<Proof> {
    const end = performance.now() + withinMs;
    const isKnown = (text: string) => this.texts.has(`${version} ${textHash(text)}`);
    const same = !texts.every(isKnown) && (await this.promtool.version()) === version;
    const proof = { accepted: new Set<string>(), refused: new Map<string, string>() };
    const size = same ? AT_ONCE : 1;
    const yielder = new Yielder(); // reading a file again takes milliseconds
    for (let at = 0; at < texts.length; at += size) {
      if (performance.now() > end || stopping?.aborted) break;
      const some = texts.slice(at, at + size);
      for (const [hash, words] of await this.verdicts(version, some, same)) {
        if (words === null) proof.accepted.add(hash);
        else proof.refused.set(hash, words);
      }
      await yielder.yieldIfDue();
    }
    return proof;
  }

  /** By hash; what nobody gave an answer to is missing. */
  private async verdicts(
    version: string,
    texts: readonly string[],
    same: boolean,
  ): Promise<Map<string, string | null>> {
    const verdicts = new Map<string, string | null>();
    const open = new Map<string, string>();
    for (const text of texts) {
      const hash = textHash(text);
      const known = this.texts.get(`${version} ${hash}`);
      if (known) verdicts.set(hash, known.words);
      else open.set(hash, text);
    }
    const told = same && open.size > 0 ? await this.promtool.check([...open.values()]) : [];
    for (const [i, [hash, text]] of [...open].entries()) {
      const words = told[i] === undefined ? await this.ask(version, text) : told[i];
      if (words === undefined) continue;
      this.texts.set(`${version} ${hash}`, { words });
      verdicts.set(hash, words);
    }
    return verdicts;
  }

  /** Asks the server about what only it knows, and looks at the rest. */
  private async ask(version: string, text: string): Promise<string | null | undefined> {
    const read = readRuleText(text);
    if (!read.ok) return read.error;
    const keyOf = (expression: string) => `${version} ${textHash(expression)}`;
    const verdicts = new Map<string, string | null>();
    for (const { expression } of read.value) {
      const known = this.expressions.get(keyOf(expression));
      if (known) verdicts.set(expression, known.words);
    }
    const open = read.value
      .map(({ expression }) => expression)
      .filter((expression) => !verdicts.has(expression));
    for (const [expression, words] of await this.prometheus.parse(open, PARSE_MS)) {
      this.expressions.set(keyOf(expression), { words });
      verdicts.set(expression, words);
    }
    for (const { rule, expression } of read.value) {
      const words = verdicts.get(expression);
      if (typeof words === 'string') return `${rule}: could not parse expression: ${words}`;
    }
    return read.value.every(({ expression }) => verdicts.has(expression)) ? null : undefined;
  }
}
