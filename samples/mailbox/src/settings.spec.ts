import { describe, expect, it } from '@jest/globals';
import { readMailboxSettings } from './settings.js';

describe('settings of the sample mailbox', () => {
  it.each([
    [{ MAILBOX_DIR: '/mails' }, { port: 4718, folder: '/mails' }],
    [
      { MAILBOX_DIR: '/mails', MAILBOX_PORT: '25' },
      { port: 25, folder: '/mails' },
    ],
  ])('reads %j', (env, settings) => expect(readMailboxSettings(env)).toEqual(settings));

  it.each([
    [{}, /MAILBOX_DIR/],
    [{ MAILBOX_DIR: '/mails', MAILBOX_PORT: '0' }, /MAILBOX_PORT .* not "0"/],
    [{ MAILBOX_DIR: '/mails', MAILBOX_PORT: '99999' }, /MAILBOX_PORT/],
  ])('names what is wrong with %j', (env, sentence) =>
    expect(readMailboxSettings(env)).toMatch(sentence),
  );
});
