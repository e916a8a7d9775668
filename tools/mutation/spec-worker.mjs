// A thread that has the specs of a folder loaded, and the way to talk to it.
import { Worker } from 'node:worker_threads';

/** A mutant may loop without end; a test that takes this long has noticed it. */
const LIMIT_MS = 20_000;

/** @typedef {{sources: Record<string, string>, specs: string[]}} Setting what a thread loads, by URL */
/** @typedef {{name: string, spec: string, passed: boolean, took: number, reached: number[]}} TestResult */
/** @typedef {{atLoad: number[], results: TestResult[]}} Baseline without any mutant */
/** @typedef {{loaded: boolean, reason?: string}} Loaded */
/** @typedef {Loaded | Baseline | {killer: string | null}} Answer what a thread says */

export class SpecWorker {
  /** @param {Worker} thread */
  constructor(thread) {
    this.thread = thread;
    /** @type {((answer: Answer | null) => void) | undefined} */
    this.settle = undefined;
    thread.on('message', (message) => this.settle?.(message));
    thread.on('error', ({ message }) => this.settle?.({ loaded: false, reason: message }));
    thread.on('exit', () => this.settle?.(null));
  }

  /**
   * A thread in which the modules are loaded without any mutant.
   * @param {Setting} setting
   * @throws Error when they cannot be loaded
   */
  static async start(setting) {
    const { worker, reason } = await SpecWorker.#load(setting, -1);
    if (!worker) throw new Error(`the specs cannot be loaded: ${reason}`);
    return worker;
  }

  /**
   * A thread in which a mutant is on while the modules load.
   * @param {Setting} setting
   * @param {number} active the mutant
   * @returns {Promise<SpecWorker | null>} null when the modules cannot be loaded with it
   */
  static async startUnder(setting, active) {
    return (await SpecWorker.#load(setting, active)).worker;
  }

  /**
   * @param {Setting} setting
   * @param {number} active
   * @returns {Promise<{worker: SpecWorker | null, reason?: string}>}
   */
  static async #load(setting, active) {
    const thread = new Worker(new URL('./worker.mjs', import.meta.url), {
      workerData: { ...setting, active },
    });
    const worker = new SpecWorker(thread);
    const answer = await worker.answer();
    if (answer && 'loaded' in answer && answer.loaded) return { worker };
    await worker.end();
    return { worker: null, reason: answer && 'reason' in answer ? answer.reason : 'no answer' };
  }

  /**
   * What the thread says next; null when it dies or takes too long.
   * @returns {Promise<Answer | null>}
   */
  answer() {
    return new Promise((done) => {
      /** @param {Answer | null} value */
      const settle = (value) => {
        clearTimeout(timer);
        this.settle = undefined;
        done(value);
      };
      const timer = setTimeout(() => settle(null), LIMIT_MS);
      this.settle = settle;
    });
  }

  /**
   * What every test does without a mutant.
   * @returns {Promise<Baseline>}
   */
  async baseline() {
    this.thread.postMessage({});
    const answer = await this.answer();
    if (answer && 'results' in answer) return answer;
    throw new Error('the specs do not end without a mutant');
  }

  /**
   * @param {number} id
   * @param {number[]} which
   * @returns {Promise<string | null | 'hung'>} the test that noticed the mutant; `hung`: the thread had to be ended
   */
  async run(id, which) {
    this.thread.postMessage({ id, which });
    const answer = await this.answer();
    if (answer && 'killer' in answer) return answer.killer;
    await this.end();
    return 'hung';
  }

  async end() {
    await this.thread.terminate();
  }
}
