import { describe, expect, it } from '@jest/globals';
import { meantPattern } from './meant-pattern.js';
import { printMatchers } from './required.js';
import { parseSelector } from './selector.js';

function meant(matcher: string): string | undefined {
  const read = parseSelector(`r{${matcher}}`);
  if (!read.ok) throw new Error(read.error.message);
  const found = read.value.matchers.map(meantPattern)[0];
  return found && printMatchers([found]);
}

describe('a text that reads as a pattern', () => {
  it.each([
    ['code="5xx"', 'code=~"5.."'],
    ['code="5XX"', 'code=~"5.."'],
    ['code="5x"', 'code=~"5.."'],
    ['code="50x"', 'code=~"50."'],
    ['code="4*"', 'code=~"4.."'],
    ['code="5.."', 'code=~"5.."'],
    ['code="50."', 'code=~"50."'],
    ['code="5.*"', 'code=~"5.*"'],
    ['code="5.+"', 'code=~"5.+"'],
    ['code="[45].."', 'code=~"[45].."'],
    ['code="[45][0-9]{2}"', 'code=~"[45][0-9]{2}"'],
    ['code="500|503"', 'code=~"500|503"'],
    ['code="^5.."', 'code=~"^5.."'],
    ['code="5\\\\d\\\\d"', 'code=~"5\\\\d\\\\d"'],
    ['code=`5\\d\\d`', 'code=~"5\\\\d\\\\d"'],
    ['code!="5xx"', 'code!~"5.."'],
    ['code!="2.."', 'code!~"2.."'],
    ['job="shop.*"', 'job=~"shop.*"'],
  ])('%s', (written, means) => {
    expect(meant(written)).toBe(means);
  });
});

describe('a text like any other', () => {
  it.each([
    'code="500"',
    'code=~"5.."',
    'code!~"5.."',
    'code=""',
    'code="error"',
    'version="1.2.3"',
    'host="shop.example.org"',
    'instance="10.0.0.1:9090"',
    'instance="[::1]:9090"',
    'le="0.5"',
    'route="/orders/*"',
    'route="^/orders/(\\\\d+)$"',
    'agent="curl (x86_64)"',
    'code="6xx"',
    'name="[a"',
    'q="5.*("',
    'text="a | b"',
  ])('%s', (written) => {
    expect(meant(written)).toBeUndefined();
  });
});
