import { describe, expect, it } from '@jest/globals';
import { AnswerContract, type Answer } from '../harness/answer-contract.js';

const contract = AnswerContract.committed();

const TERRITORY = {
  code: 'DE',
  name: { de: 'Deutschland', en: 'Germany' },
  matchers: '',
  version: 1,
};

function answer(body: unknown, more: Partial<Answer> = {}): Answer {
  return {
    method: 'PUT',
    url: '/api/v1/territories/DE?x=1',
    status: 200,
    contentType: 'application/json; charset=utf-8',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...more,
  };
}

const PROBLEM = {
  type: 'urn:leitstand:problem:not-found',
  title: 'Not found',
  status: 404,
  detail: 'There is none.',
  code: 'not-found',
  requestId: 'r-1',
};

describe('what every test demands of every answer', () => {
  it('is the documented one, also of failures and of addresses that there are not', () => {
    expect(contract.faults(answer(TERRITORY))).toEqual([]);
    const failed = { status: 404, contentType: 'application/problem+json' };
    expect(contract.faults(answer(PROBLEM, failed))).toEqual([]);
    expect(contract.faults(answer(PROBLEM, { ...failed, url: '/api/v1/nothing' }))).toEqual([]);
    expect(contract.faults(answer('<html>', { method: 'GET', url: '/slos' }))).toEqual([]);
  });

  it.each<[string, Answer, string]>([
    ['a field more', answer({ ...TERRITORY, x: 1 }), ': must NOT have additional properties (x)'],
    [
      'a field less, deep inside',
      answer({ ...TERRITORY, name: { de: 'D' } }),
      ".name: must have required property 'en' (en)",
    ],
    ['another status', answer(TERRITORY, { status: 202 }), ': this status is not documented'],
    [
      'another media type',
      answer(TERRITORY, { contentType: 'text/html' }),
      ': text/html is not documented',
    ],
    ['no JSON', answer('{'), ': this is not JSON'],
  ])('is not %s', (_, given, fault) => {
    expect(contract.faults(given)).toEqual([`PUT /territories/{code} ${given.status}${fault}`]);
  });

  it('names the operation, not another whose address looks alike', () => {
    const invitee = answer({ x: 1 }, { method: 'GET', url: '/api/v1/invitations/accept' });
    expect(contract.faults(invitee)[0]).toMatch(/^GET \/invitations\/accept 200/);
    const problem = answer(
      { ...PROBLEM, why: 1 },
      {
        status: 500,
        contentType: 'application/problem+json',
      },
    );
    expect(contract.faults(problem)).toEqual([
      'PUT /territories/{code} 500: must NOT have additional properties (why)',
    ]);
  });
});
