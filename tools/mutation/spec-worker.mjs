// A thread that has the specs of a folder loaded, and the way to talk to it.
import { Worker } from 'node:worker_threads';

/** A mutant may loop without end; a test that takes this long has noticed it. */
const LIMIT_MS = 20_000;

export class SpecWorker {
  /** @param {Worker} thread */
  constructor(thread) {
    this.thread = thread;
    thread.on('message', (message) => this.settle?.(message));
    thread.on('error', ({ message }) => this.settle?.({ loaded: false, reason: message }));
    thread.on('exit', () => this.settle?.(null));
  }

  /**
   * @param {{sources: Record<string, string>, specs: string[]}} setting
   * @param {number} active mutant while modules load; -1 = none
   * @returns {Promise<SpecWorker | null>} null when the modules cannot be loaded with the mutant
   */
  static async start(setting, active = -1) {
    const thread = new Worker(new URL('./worker.mjs', import.meta.url), {
      workerData: { ...setting, active },
    });
    const worker = new SpecWorker(thread);
    const answer = await worker.answer();
    if (answer?.loaded) return worker;
    await worker.end();
    if (active < 0) throw new Error(`the specs cannot be loaded: ${answer?.reason}`);
    return null;
  }

  /** What the thread says next; null when it dies or takes too long. */
  answer() {
    return new Promise((done) => {
      const settle = (value) => {
        clearTimeout(timer);
        this.settle = undefined;
        done(value);
      };
      const timer = setTimeout(() => settle(null), LIMIT_MS);
      this.settle = settle;
    });
  }

  async baseline() {
    this.thread.postMessage({});
    return this.answer();
  }

  /** @returns {Promise<string | null | 'hung'>} the test that noticed the mutant; `hung`: the thread had to be ended */
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
