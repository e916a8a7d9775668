import { describe, expect, it } from '@jest/globals';
import { applyCommand, cliLine, readCommand } from './commands.js';

describe('commands', () => {
  it('say nothing of the address that the command line takes by itself', () => {
    expect(applyCommand('slo.yaml', 'http://127.0.0.1:4700')).toBe(
      'leitstand catalog apply -f slo.yaml',
    );
    expect(readCommand('shop-latency', 'http://127.0.0.1:4700')).toBe(
      'leitstand slo get shop-latency -o yaml',
    );
  });

  it('name any other instance', () => {
    expect(cliLine('audit tail', 'https://leitstand.example.org')).toBe(
      'leitstand audit tail --url https://leitstand.example.org',
    );
  });
});
