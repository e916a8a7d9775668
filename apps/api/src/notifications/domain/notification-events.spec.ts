import { describe, expect, it } from '@jest/globals';
import { changeOf } from './notification-events.js';

describe('what is told of a notification that went on', () => {
  const told = (territory: string | null) => {
    const { declaration, ...event } = changeOf({ topicId: 't', userId: 'u', territory });
    return { name: declaration.name, ...event };
  };

  it('is for the room whose topic it is, in its territory', () => {
    expect(told('DE')).toEqual({ name: 'notification.changed', ids: ['t'], territory: 'DE' });
  });

  it('is for the screens of one account where it concerns that alone', () => {
    expect(told(null)).toEqual({ name: 'contact-method.changed', ids: ['u'], territory: null });
  });
});
