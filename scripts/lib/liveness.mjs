// Notices a process that lives and does not answer: stopped, or stuck in a computation that does not end.
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { LauncherError } from './fail.mjs';

/** @import { Liveness } from './types.js' */

const EVERY = 2000; // milliseconds between two questions
const LATE = 1000; // our own timer was held up by as much: then the machine is at fault, not the service
const ANSWER = 2000; // milliseconds an answer may take
const STARTING = 180; // seconds until the first answer: others wait for it meanwhile, and say so

/** Asks one process again and again, one question at a time. */
export class Pulse {
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  #ended = false;
  #silentSince = 0;
  #answered = false;
  #told = false;

  /**
   * @param {Liveness} liveness what to ask, and for how long silence is borne
   * @param {{silent: (seconds: number) => void, back: () => void}} hear `silent`: once, when it was silent for longer than that;
   *   `back`: once it answers again
   * @param {() => number} [clock] milliseconds that only grow
   */
  constructor(liveness, hear, clock = () => performance.now()) {
    this.liveness = liveness;
    this.hear = hear;
    this.clock = clock;
    this.#next();
  }

  /** It was seen to answer by somebody else. */
  answered() {
    this.#answered = true;
  }

  end() {
    this.#ended = true;
    clearTimeout(this.#timer);
  }

  #next() {
    if (this.#ended) return;
    const due = this.clock() + EVERY;
    this.#timer = setTimeout(() => void this.#ask(due), EVERY);
    this.#timer.unref();
  }

  /** @param {number} due when this should have begun */
  async #ask(due) {
    const began = this.clock();
    const answer = this.liveness.answers();
    const answers = await within(answer, ANSWER);
    if (this.#ended) return;
    const heldUp = began - due > LATE || this.clock() - began > ANSWER + LATE;
    if (answers) this.#alive();
    else if (heldUp) this.#silentSince = 0;
    else this.#silent(began);
    if (!answers) void this.#hearLate(answer);
    this.#next();
  }

  /**
   * What answers late is at work.
   * @param {Promise<unknown>} answer
   */
  async #hearLate(answer) {
    if ((await answer.catch(() => false)) && !this.#ended) this.#alive();
  }

  #alive() {
    this.#answered = true;
    this.#silentSince = 0;
    if (this.#told) this.hear.back();
    this.#told = false;
  }

  /** @param {number} began */
  #silent(began) {
    if (this.#told) return;
    this.#silentSince ||= began;
    const seconds = (this.clock() - this.#silentSince) / 1000;
    const borne = this.liveness.seconds;
    if (seconds < (this.#answered ? borne : Math.max(borne, STARTING))) return;
    this.#told = true;
    this.hear.silent(Math.round(seconds));
  }
}

/**
 * @param {Promise<unknown>} answer
 * @param {number} ms
 * @returns {Promise<boolean>} false when it fails or takes longer
 */
async function within(answer, ms) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((done) => (timer = setTimeout(done, ms, false)));
  const held = await Promise.race([answer, late]).catch(() => false);
  clearTimeout(timer);
  return Boolean(held);
}

/**
 * Asks an address over one connection that is kept. A question that was given up would close its connection, and each further one stand in
 * the queue of those that come anew, which a process at work under many callers takes in one by one; so none is given up, and while one is
 * open no other is sent. One that hangs answers none.
 * @param {string} url http
 * @returns {() => Promise<boolean>} whether it answers with a 2xx; rejects once the connection breaks, the next call makes another
 */
export function keptAnswer(url) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  /** @type {Promise<boolean> | null} */
  let open = null;
  return () =>
    (open ??= asked(url, agent).finally(() => {
      open = null;
    }));
}

/**
 * @param {string} url
 * @param {Agent} agent
 * @returns {Promise<boolean>}
 */
async function asked(url, agent) {
  const request = get(url, { agent });
  request.once('socket', (socket) => socket.unref());
  try {
    const [response] = await once(request, 'response');
    response.resume();
    await once(response, 'end');
    return Math.floor(response.statusCode / 100) === 2;
  } catch (error) {
    // It broke since the last question: only another connection tells whether anybody is there.
    if (request.reusedSocket) return asked(url, agent);
    throw error;
  }
}

/**
 * Whether a PostgreSQL answers at all: a request for encryption is answered by one letter, without a login. A server that is stopped takes
 * the connection (the kernel does) and says nothing.
 * @param {number} port
 * @returns {Promise<boolean>}
 */
export function postgresAnswers(port) {
  const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
  return new Promise((done) => {
    const socket = connect({ host: '127.0.0.1', port });
    /** @param {boolean} answer */
    const end = (answer) => {
      socket.destroy();
      done(answer);
    };
    socket.setTimeout(ANSWER, () => end(false));
    socket.once('error', () => end(false));
    socket.once('data', () => end(true));
    socket.write(sslRequest);
  });
}

/**
 * For how long one of our own programs may be silent, in seconds, before it is started again.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {number} Infinity: never
 * @throws {LauncherError}
 */
export function patience(env = process.env) {
  const raw = env.LEITSTAND_HANG_SECONDS;
  if (/--inspect/.test(env.NODE_OPTIONS ?? '')) return Infinity; // held at a breakpoint, it is silent as well
  if (!raw) return 15;
  const seconds = Number(raw);
  if (raw === '0') return Infinity;
  if (Number.isInteger(seconds) && seconds >= 5 && seconds <= 3600) return seconds;
  throw new LauncherError(
    `LEITSTAND_HANG_SECONDS=${raw} is not a whole number from 5 to 3600 (0: never): correct or unset it`,
  );
}
