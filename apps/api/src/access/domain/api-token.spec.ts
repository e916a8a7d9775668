import { describe, expect, it } from '@jest/globals';
import { API_TOKEN_PREFIX, shownPrefix, tokenFaults, tokenState } from './api-token.js';
import { effectivePermissionsOf } from './effective-permissions.js';
import { firstAdministrators } from './territory.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const PAST = new Date('2026-03-01T11:59:59Z');
const EDITOR = effectivePermissionsOf([{ role: 'editor', territories: ['DE'] }]);

describe('an API token', () => {
  it.each([
    [{ expiresAt: null, revokedAt: null }, 'live'],
    [{ expiresAt: NOW, revokedAt: null }, 'expired'],
    [{ expiresAt: PAST, revokedAt: PAST }, 'revoked'],
  ] as const)('%j is %s', (token, state) => {
    expect(tokenState(token, NOW)).toBe(state);
  });

  it('is faulty where it asks for more than its maker holds', () => {
    const command = {
      scopes: ['slo:write', 'user:write'],
      territories: ['CH', 'DE'],
      expiresAt: PAST,
    } as const;
    expect(tokenFaults(command, EDITOR, NOW).map(({ path, code }) => `${path} ${code}`)).toEqual([
      'scopes.1 not-held',
      'territories.0 not-held',
      'expiresAt in-the-past',
    ]);
    expect(
      tokenFaults({ scopes: ['slo:write'], territories: ['DE'], expiresAt: null }, EDITOR, NOW),
    ).toEqual([]);
  });
});

describe('an API token of somebody with several roles', () => {
  const mixed = effectivePermissionsOf([
    { role: 'admin', territories: ['CH'] },
    { role: 'viewer', territories: ['DE'] },
  ]);
  it.each([
    [['slo:write'], ['DE'], ['scopes.0 not-held-there']],
    [['slo:read', 'slo:write'], ['CH', 'DE'], ['scopes.1 not-held-there']],
    [['slo:write'], ['CH', 'FR'], ['territories.1 not-held']],
    [['slo:read', 'self:read'], ['CH', 'DE'], []],
    [['slo:write'], ['CH'], []],
  ] as const)('to do %j in %j: %j', (scopes, territories, expected) => {
    const faults = tokenFaults({ scopes, territories, expiresAt: null }, mixed, NOW);
    expect(faults.map(({ path, code }) => `${path} ${code}`)).toEqual(expected);
  });

  it('is told where its maker lacks what it should do', () => {
    const command = { scopes: ['slo:write'], territories: ['CH', 'DE'], expiresAt: null } as const;
    expect(tokenFaults(command, mixed, NOW)).toEqual([
      {
        path: 'scopes.0',
        code: 'not-held-there',
        message: 'you do not hold "slo:write" in DE',
      },
    ]);
  });
});

describe('a new territory', () => {
  it('gets its maker and everybody who administers all others', () => {
    const users = [
      { id: 'everywhere', grants: [{ role: 'admin', territories: ['CH', 'DE'] }] },
      { id: 'german', grants: [{ role: 'admin', territories: ['DE'] }] },
      { id: 'reader', grants: [{ role: 'auditor', territories: ['CH', 'DE'] }] },
    ] as const;
    expect(firstAdministrators('german', users, ['CH', 'DE'])).toEqual(['german', 'everywhere']);
    expect(firstAdministrators(null, users, ['CH', 'DE'])).toEqual(['everywhere']);
  });
});

describe('the text of a token', () => {
  it('is known by what it begins with, and shown no further', () => {
    expect(API_TOKEN_PREFIX).toBe('lst_');
    expect(shownPrefix(`${API_TOKEN_PREFIX}0123456789`)).toBe('lst_01234567');
  });
});
