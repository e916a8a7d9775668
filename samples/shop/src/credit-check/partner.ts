import { createServer, type IncomingMessage, type Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

import { z } from 'zod';

import type { SwitchBoard } from '../control/switches.js';
import { drawDuration, type Random } from '../faults/latency.js';
import { problem, send, type Answer } from '../http/answer.js';
import { readJson } from '../http/body.js';
import { validate } from '../http/validation.js';

const assessment = z.object({
  customer: z.string(),
  cents: z.int().min(0),
  currency: z.enum(['EUR', 'CHF']),
});
/** Above this sum, in cents, every seventh customer is declined. */
const SMALL_SUM = 30_000;

/** What the partner depends on: the switches it feels, a steady clock in milliseconds, and chance. */
export interface PartnerParts {
  board: SwitchBoard;
  now: () => number;
  random: Random;
}

/** The credit check partner, simulated: a server of its own that takes its time and gives a verdict. */
export function createPartner(parts: PartnerParts): Server {
  return createServer((request, response) => {
    void serve(request, parts)
      .catch(() =>
        problem(400, 'validation-failed', 'Not readable', 'The request could not be read.'),
      )
      .then((answer) => send(response, answer, String(request.headers['x-request-id'] ?? 'none')));
  });
}

async function serve(
  request: IncomingMessage,
  { board, now, random }: PartnerParts,
): Promise<Answer> {
  if (request.method !== 'POST' || request.url !== '/assessments') {
    return problem(404, 'not-found', 'Not found', 'Only POST /assessments is served here.');
  }
  await wait(drawDuration('creditCheck', board.strain(now()), board.current.slowness, random));
  const body = await readJson(request);
  if ('refused' in body) return body.refused;
  const asked = validate(assessment, body.json);
  if ('refused' in asked) return asked.refused;
  return { status: 200, body: { verdict: verdictOn(asked.value) } };
}

/** A customer keeps the verdict: it depends on who asks for how much, not on chance. */
function verdictOn({ customer, cents }: z.infer<typeof assessment>): 'approved' | 'declined' {
  const sum = [...customer].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return cents > SMALL_SUM && sum % 7 === 0 ? 'declined' : 'approved';
}
