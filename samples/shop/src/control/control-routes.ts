import type { IncomingMessage } from 'node:http';

import { problem, wrongMethod, type Answer } from '../http/answer.js';
import { readJson } from '../http/body.js';
import { validate } from '../http/validation.js';
import { controlRefusal } from './control-token.js';
import { switchesPatch, type SwitchBoard } from './switches.js';
import type { Totals } from './totals.js';

/** What the control endpoints work on. */
export interface Control {
  board: SwitchBoard;
  totals: Totals;
  now: () => number;
  /** that whoever sets switches must bring; null: nobody may */
  token: string | null;
}

/** Whether a path belongs to operating the shop, and so must not count as a customer's request. */
export function isOperation(path: string): boolean {
  return path === '/healthz' || path === '/control' || path.startsWith('/control/');
}

/** Serves `/healthz`, `GET` and `PUT /control` and `GET /control/totals`. */
export async function operate(
  request: IncomingMessage,
  path: string,
  control: Control,
): Promise<Answer> {
  const call = `${request.method} ${path}`;
  if (call === 'GET /healthz') return { status: 200, body: { status: 'ok' } };
  if (call === 'GET /control') return switches(control);
  if (call === 'GET /control/totals') return { status: 200, body: control.totals.detail };
  if (call === 'PUT /control') return change(request, control);
  if (path === '/control') return wrongMethod('GET, PUT');
  if (path === '/control/totals' || path === '/healthz') return wrongMethod('GET');
  return problem(404, 'not-found', 'Not found', 'There is nothing here.');
}

async function change(request: IncomingMessage, control: Control): Promise<Answer> {
  const refusal = controlRefusal(request.headers.authorization, control.token);
  if (refusal) {
    request.resume();
    return refusal;
  }
  const body = await readJson(request);
  if ('refused' in body) return body.refused;
  const patch = validate(switchesPatch, body.json);
  if ('refused' in patch) return patch.refused;
  control.board.apply(patch.value, control.now());
  return switches(control);
}

function switches({ board, totals }: Control): Answer {
  return { status: 200, body: { ...board.current, totals: totals.summary } };
}
