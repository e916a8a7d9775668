import type { Unreachable } from '#contract';
import type { ContactMethod, ContactMethodInput } from '../../src/api/contract.js';
import { json, noContent, problem } from '../answers.js';
import { uuid } from '../random.js';
import { routes } from '../router.js';
import type { Call } from '../router.js';
import { announce } from '../state.js';

const EVENT = 'contact-method.changed';
/** A key of P-256 that nobody holds. */
const PUSH_KEY =
  'BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM';
/** What is typed in here is never the code. */
const WRONG_CODE = '000000';

const found = ({ params, state }: Call) => state.methods.find(({ id }) => id === params['id']);
const unknown = () => problem(404, 'not-found', 'There is no such way to reach you.');

function list({ state, is }: Call) {
  const verified = state.methods.some(({ verifiedAt }) => verifiedAt !== null);
  const unreachable: Unreachable | null = is('empty')
    ? 'no-mail-server'
    : verified
      ? null
      : 'no-verified-method';
  return json({ items: state.methods, unreachable });
}

/** Where a way leads; topics have names that nobody guesses. @param n how many ways there are */
function addressOf(wanted: ContactMethodInput, n: number): string {
  if (wanted.kind === 'mail') return wanted.address.toLowerCase();
  if (wanted.kind === 'webpush') return wanted.name;
  if (wanted.kind === 'webhook') return `${new URL(wanted.url).origin}/…`;
  const topic = uuid(`topic-${n}`).replaceAll('-', '');
  return `${wanted.server ?? 'https://ntfy.sh'}/leitstand-${topic}`;
}

function add({ body, state, now }: Call) {
  const wanted = body as ContactMethodInput;
  const address = addressOf(wanted, state.methods.length);
  if (state.methods.some((method) => method.address === address))
    return problem(409, 'conflict', `${address} is one of your ways already.`);
  const method: ContactMethod = {
    id: uuid(`method-${address}`),
    kind: wanted.kind,
    address,
    account: false,
    verifiedAt: null,
    createdAt: now.toISOString(),
    lastAttempt: { at: now.toISOString(), outcome: 'accepted' },
  };
  state.methods.push(method);
  announce(state, EVENT, [], now);
  const secret = wanted.kind === 'webhook' ? `whsec_${'A'.repeat(43)}=` : null;
  return json({ ...method, secret }, 201);
}

function verify(call: Call) {
  const method = found(call);
  if (!method) return unknown();
  if ((call.body as { code: string }).code === WRONG_CODE)
    return problem(400, 'validation-failed', 'This is not the code.', [
      { path: 'code', code: 'wrong-code', message: 'is not the code that was sent' },
    ]);
  method.verifiedAt ??= call.now.toISOString();
  announce(call.state, EVENT, [], call.now);
  return json(method);
}

function remove(call: Call) {
  const method = found(call);
  if (!method) return unknown();
  if (method.account)
    return problem(409, 'conflict', 'The address of your account cannot be removed.');
  call.state.methods = call.state.methods.filter((one) => one !== method);
  announce(call.state, EVENT, [], call.now);
  return noContent();
}

function test({ state, now }: Call) {
  const verified = state.methods.filter(({ verifiedAt }) => verifiedAt !== null);
  for (const method of verified)
    method.lastAttempt = { at: now.toISOString(), outcome: 'accepted' };
  announce(state, EVENT, [], now);
  return json({ methods: verified.length }, 202);
}

/** What the service worker says of the browser: that somebody pressed, and that a message is there. */
function pressed({ state, now }: Call) {
  const browser = state.methods.find(({ kind }) => kind === 'webpush') ?? state.methods.at(-1);
  if (!browser) return problem(404, 'not-found', 'This is no token that Leitstand has sent.');
  browser.verifiedAt ??= now.toISOString();
  announce(state, EVENT, [], now);
  return json({ kind: browser.kind });
}

function received({ state, now }: Call) {
  const browser = state.methods.find(({ kind }) => kind === 'webpush');
  if (browser) browser.lastAttempt = { at: now.toISOString(), outcome: 'delivered' };
  announce(state, EVENT, [], now);
  return noContent();
}

function renewed({ state, now }: Call) {
  announce(state, EVENT, [], now);
  return noContent();
}

export const contactMethodRoutes = routes({
  'GET /me/methods': list,
  'GET /push-key': () => json({ key: PUSH_KEY }),
  'POST /me/methods': add,
  'POST /me/methods/{id}/code': (call) => (found(call) ? noContent(202) : unknown()),
  'POST /me/methods/{id}/verification': verify,
  'DELETE /me/methods/{id}': remove,
  'POST /me/test-message': test,
  'POST /method-confirmations': pressed,
  'POST /push-receipts': received,
  'POST /push-renewals': renewed,
});
