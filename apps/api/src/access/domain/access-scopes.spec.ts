import { describe, expect, it } from '@jest/globals';
import { systemScope } from '../../platform/kernel/scope.js';
import { ACCESS_ACTOR, asAccess, OPERATOR } from './access-scopes.js';

describe('a scope of the room of access', () => {
  it('reads as its own actor, writes in the given territories, and leaves the other one on record', () => {
    const scope = { ...systemScope('seed', ['DE']), origin: { requestId: 'r-1', ip: '::1' } };
    const { actor, origin } = scope;
    expect(asAccess(scope)).toEqual({
      ...systemScope(ACCESS_ACTOR, ['DE']),
      onBehalfOf: { actor, origin },
    });
  });

  it('is on record itself where nobody else acts', () => {
    expect(asAccess({ territories: ['CH'] })).toEqual(systemScope('access', ['CH']));
  });

  it('knows whoever operates the machine', () => {
    expect(OPERATOR).toEqual({
      actor: { kind: 'system', id: 'system:operator', name: 'system:operator' },
      origin: { requestId: null, ip: null },
    });
  });
});
