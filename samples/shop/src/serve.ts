import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

import { isOperation, operate, type Control } from './control/control-routes.js';
import { drawFate } from './faults/fate.js';
import type { Random } from './faults/latency.js';
import { problem, send, wrongMethod, type Answer } from './http/answer.js';
import { readJson } from './http/body.js';
import { setHttpRoute } from './http/http-route.js';
import { namesThisMachine } from './http/own-host.js';
import { match, type Match } from './http/router.js';
import type { ShopHandler, ShopRoute } from './shop-route.js';

/** What serving a request needs. */
export interface Serving {
  routes: readonly ShopRoute[];
  control: Control;
  random: Random;
}

const ELSEWHERE = problem(
  421,
  'misdirected',
  'Not the host that was meant',
  'The shop answers to localhost and 127.0.0.1 only.',
);
const BROKEN = problem(500, 'internal', 'Internal error', 'Something went wrong on our side.');

/** Serves one request: operations at once, customers' requests counted and with the fate the switches give them. */
export async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  serving: Serving,
): Promise<void> {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  if (!namesThisMachine(request.headers.host)) {
    request.resume();
    return send(response, ELSEWHERE, randomUUID());
  }
  if (isOperation(path)) {
    send(response, await operate(request, path, serving.control), randomUUID());
    return;
  }
  const found = match(serving.routes, request.method ?? 'GET', path);
  count(response, found, serving.control);
  if (found.kind !== 'nowhere') setHttpRoute(found.route);
  send(response, await answerTo(request, found, serving), randomUUID());
}

async function answerTo(
  request: IncomingMessage,
  found: Match<ShopHandler>,
  serving: Serving,
): Promise<Answer> {
  if (found.kind === 'nowhere')
    return problem(404, 'not-found', 'Not found', 'There is nothing here.');
  if (found.kind === 'other-method') return wrongMethod(found.allow);
  const { board, now } = serving.control;
  const fate = drawFate(found.handler.work, board.current, board.strain(now()), serving.random);
  await wait(fate.delayMs);
  if (fate.fails) return BROKEN;
  try {
    const body = request.method === 'POST' ? await readJson(request) : { json: undefined };
    if ('refused' in body) return body.refused;
    return await found.handler.serve({
      country: found.country,
      params: found.params,
      json: body.json,
    });
  } catch {
    return BROKEN;
  }
}

/** Counts when the connection is done with the response, which is when the instrumentation measures, too. */
function count(
  response: ServerResponse,
  found: Match<ShopHandler>,
  { board, totals }: Control,
): void {
  const started = performance.now();
  const where =
    found.kind === 'nowhere'
      ? { route: null, country: null }
      : { route: found.route, country: found.country };
  response.on('close', () => {
    const seconds = (performance.now() - started) / 1000;
    totals.served({ ...where, status: response.statusCode, seconds }, board.current.load);
  });
}
