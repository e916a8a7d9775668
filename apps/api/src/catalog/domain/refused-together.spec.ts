import { describe, expect, it } from '@jest/globals';
import { refusedTogether } from './refused-together.js';

const missing = (noun: string, name: string) => ({
  path: 'steps.0',
  code: `unknown-${noun}`,
  message: `There is no ${noun} "${name}" that you may see.`,
});
const report = (kind: string, name: string, ...errors: ReturnType<typeof missing>[]) => ({
  kind,
  name,
  outcome: errors.length > 0 ? 'refused' : 'created',
  errors,
});

describe('documents that are refused together', () => {
  it('say of a name whose own document is refused that it is, and of others that they are not there', () => {
    const person = missing('person', 'you@example.org');
    const [, policy] = refusedTogether([
      report('Schedule', 'my-rota', person),
      report('EscalationPolicy', 'my-policy', missing('schedule', 'my-rota'), person),
    ]);
    expect(policy?.errors).toEqual([
      {
        ...missing('schedule', 'my-rota'),
        message: 'The schedule "my-rota" is made by this request, and is refused itself.',
      },
      person,
    ]);
  });

  it('are told by kind and name: another kind of that name, and one that was kept, explain nothing', () => {
    const reports = [
      report('Team', 'my-rota', missing('subject', 'x')),
      report('Schedule', 'kept'),
      report('EscalationPolicy', 'p', missing('schedule', 'my-rota'), missing('schedule', 'kept')),
    ];
    expect(refusedTogether(reports)).toEqual(reports);
  });
});
