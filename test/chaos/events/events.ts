import { declareEvent } from '../../../apps/api/src/platform/kernel/event.js';

export const chaosHappened = declareEvent({
  name: 'chaos.happened',
  summary: 'A chaos test did something.',
  ids: 'numbers',
  audience: null,
});
