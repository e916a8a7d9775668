import { describe, expect, it } from '@jest/globals';
import type { Settings } from '../../platform/config/settings.js';
import { RulesFolder } from './rules-folder.gateway.js';

/** Where nobody makes a folder, not even root. */
const NOWHERE = '/sys/leitstand-rules';
const folder = new RulesFolder({ get: () => NOWHERE } as unknown as Settings);

describe('a folder of rules that is gone and cannot be made again', () => {
  it('is said to be gone: the rights of what is around it are not what is wrong', async () => {
    expect(await folder.inspect()).toEqual({ trouble: 'ENOENT', made: false });
    await expect(folder.read()).rejects.toThrow('cannot be read (ENOENT)');
  });
});
