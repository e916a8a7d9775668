import { describe, expect, it } from '@jest/globals';

import { readShopSettings } from './settings.js';

describe('settings of the sample shop', () => {
  it('has defaults', () => {
    expect(readShopSettings({})).toEqual({
      port: 4716,
      metricsPort: 4717,
      controlTokenFile: null,
    });
    expect(
      readShopSettings({
        SHOP_PORT: '',
        SHOP_METRICS_PORT: '9000',
        SHOP_CONTROL_TOKEN_FILE: '/t',
      }),
    ).toEqual({
      port: 4716,
      metricsPort: 9000,
      controlTokenFile: '/t',
    });
  });

  it.each([
    [{ SHOP_PORT: 'http' }, /SHOP_PORT.*"http"/],
    [{ SHOP_PORT: '0' }, /SHOP_PORT/],
    [{ SHOP_METRICS_PORT: '65536' }, /SHOP_METRICS_PORT/],
    [{ SHOP_PORT: '4717' }, /must differ/],
  ])('names what is wrong in %j', (env, message) => {
    expect(readShopSettings(env)).toEqual(expect.stringMatching(message));
  });
});
