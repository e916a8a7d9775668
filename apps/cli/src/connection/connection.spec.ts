import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { EXIT } from '../failure/exit-code.js';
import { Options } from '../options/options.js';
import { configPaths } from './config-file.js';
import { connect, DEFAULT_URL } from './connection.js';

const FILE = `
current: work
contexts:
  work: { url: "https://work.example.com/", tokenFile: work-token }
  home: { url: "http://home.example.com:4700/leitstand" }
`;

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'leitstand-cli-'));
});

function configured(text = FILE): Record<string, string> {
  const folder = join(home, 'leitstand');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'config.yml'), text);
  writeFileSync(join(folder, 'work-token'), 'lst_work\n');
  return { XDG_CONFIG_HOME: home, HOME: home };
}

function connected(options: Record<string, string>, env: Record<string, string>) {
  const { url, urlFrom, token, tokenFrom, context } = connect(new Options(options), env);
  return { url, urlFrom, token, tokenFrom, context };
}

describe('which server, and as whom', () => {
  it('is this machine where nothing is said', () => {
    expect(connected({}, { HOME: home })).toEqual({
      url: DEFAULT_URL,
      urlFrom: 'default',
      token: null,
      tokenFrom: null,
      context: null,
    });
  });

  it('is the current context of the file, with its token', () => {
    expect(connected({}, configured())).toMatchObject({
      url: 'https://work.example.com',
      token: 'lst_work',
      context: 'work',
    });
  });

  it("is what the environment says before the file, and the file's token goes nowhere else", () => {
    const env = { ...configured(), LEITSTAND_URL: 'http://other.example.com' };
    expect(connected({}, env)).toMatchObject({
      url: 'http://other.example.com',
      urlFrom: 'LEITSTAND_URL',
      token: null,
      context: null,
    });
    expect(connected({}, { ...env, LEITSTAND_TOKEN: ' lst_env ' })).toMatchObject({
      token: 'lst_env',
      tokenFrom: 'LEITSTAND_TOKEN',
    });
  });

  it('is what the options say before everything else', () => {
    const env = {
      ...configured(),
      LEITSTAND_URL: 'http://other.example.com',
      LEITSTAND_TOKEN: 'lst_env',
    };
    expect(connected({ context: 'home' }, env)).toMatchObject({
      url: 'http://home.example.com:4700/leitstand',
      token: 'lst_env',
      context: 'home',
    });
    expect(connected({ context: 'work' }, env)).toMatchObject({
      url: 'https://work.example.com',
      token: 'lst_work',
    });
    const file = join(home, 'leitstand', 'work-token');
    expect(connected({ url: 'http://127.0.0.1:1', 'token-file': file }, env)).toMatchObject({
      url: 'http://127.0.0.1:1',
      urlFrom: '--url',
      token: 'lst_work',
    });
    expect(connected({ url: 'http://127.0.0.1:1' }, configured())).toMatchObject({ token: null });
  });

  it.each([
    [{ url: 'ftp://x' }, '--url: "ftp://x" is not an address'],
    [{ url: 'http://ann:secret@x' }, 'carries no user'],
    [{ url: 'http://x', context: 'work' }, 'not both'],
    [{ context: 'moon' }, 'There is no context "moon".'],
    [{ 'token-file': '/nowhere/token' }, '/nowhere/token cannot be read (ENOENT)'],
  ])('is refused when the options are %j', (options, reason) => {
    const env = configured();
    expect(() => connected(options as unknown as Record<string, string>, env)).toThrow(reason);
  });

  it('is refused with the field at fault when the file is wrong', () => {
    const env = configured(
      'current: work\ncontexts:\n  work: { url: http://x, token: lst_secret }\n',
    );
    expect(() => connected({}, env)).toThrow(
      expect.objectContaining({
        exitCode: EXIT.USAGE,
        lines: [expect.stringMatching(/^contexts\.work: .*token/)],
      }),
    );
    expect(() => connected({}, configured('contexts: [\n'))).toThrow('cannot be read');
  });

  it('says so when others may read the file of the token, which works all the same', () => {
    const file = join(home, 'token');
    writeFileSync(file, 'lst_read\n');
    const told = (mode: number) => {
      chmodSync(file, mode);
      const { token, warning } = connect(new Options({ 'token-file': file }), { HOME: home });
      return [token, warning];
    };
    for (const mode of [0o644, 0o640, 0o604])
      expect(told(mode)).toEqual([
        'lst_read',
        `The token file ${file} can be read by others (mode ${mode.toString(8)}): run chmod 600 ${file}.`,
      ]);
    for (const mode of [0o600, 0o400]) expect(told(mode)).toEqual(['lst_read', null]);
  });

  it('takes no token with blanks or line breaks inside', () => {
    expect(() => connected({}, { HOME: home, LEITSTAND_TOKEN: 'a\nb' })).toThrow(
      'what is there is not a token',
    );
  });
});

describe('the configuration file', () => {
  it('is looked for where XDG says, at home, then in /etc', () => {
    expect(configPaths({ XDG_CONFIG_HOME: '/x', HOME: '/h' })).toEqual([
      '/x/leitstand/config.yml',
      '/h/.config/leitstand/config.yml',
      '/etc/leitstand/config.yml',
    ]);
    expect(configPaths({ XDG_CONFIG_HOME: 'relative', HOME: '/h' })).toEqual([
      '/h/.config/leitstand/config.yml',
      '/etc/leitstand/config.yml',
    ]);
  });
});
