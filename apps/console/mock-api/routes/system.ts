import type { SampleSwitches } from '../../src/api/contract.js';
import { json, problem } from '../answers.js';
import { sampleMails } from '../data/sample-mails.js';
import { evaluation, settings, status } from '../data/system.js';
import { liveStream } from '../live-stream.js';
import { routes } from '../router.js';

export const systemRoutes = routes({
  'GET /status': ({ is, now }) =>
    json(status(now, is('degraded'), !is('no-sample'), is('broken-chain'))),
  'GET /status/prometheus': ({ now }) => json({ items: [evaluation(now)], nextCursor: null }),
  'GET /settings': () => json({ items: settings(), nextCursor: null }),
  'GET /sample': ({ state, is }) =>
    is('no-sample') ? problem(404, 'not-found', 'Sample data is off.') : json(state.sample),
  'PUT /sample': ({ state, body }) => {
    Object.assign(state.sample, body as Partial<SampleSwitches>);
    return json(state.sample);
  },
  'GET /sample/mails': ({ is, now }) =>
    is('no-sample')
      ? problem(404, 'not-found', 'Sample data is off.')
      : json({ items: is('empty') ? [] : sampleMails(now), nextCursor: null }),
  'GET /events': (call) =>
    call.is('live-off')
      ? problem(503, 'dependency-unavailable', 'Redis does not answer.')
      : liveStream(call.state),
});
