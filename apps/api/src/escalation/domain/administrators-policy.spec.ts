import { describe, expect, it } from '@jest/globals';
import { administratorsPolicy } from './administrators-policy.js';

const own = { territory: 'DE', subject: 'leitstand', team: null };

describe('incidents about this instance that no policy serves', () => {
  it('page all who administer it, at once and until somebody acknowledges', () => {
    expect(administratorsPolicy(own, ['u-1', 'u-2'])).toMatchObject({
      because: 'default',
      policy: {
        slug: 'administrators',
        steps: [{ delay: '5m', targets: [{ user: 'u-1' }, { user: 'u-2' }] }],
        repeat: 'until-acknowledged',
        fallback: { user: 'u-1' },
      },
    });
  });

  it('page nobody where nobody does, and about nothing else', () => {
    expect(administratorsPolicy(own, [])).toBeNull();
    expect(administratorsPolicy({ ...own, subject: 'shop' }, ['u-1'])).toBeNull();
    expect(administratorsPolicy({ ...own, subject: null }, ['u-1'])).toBeNull();
  });
});
