import { describe, expect, it } from 'vitest';
import { linksTo, write } from '../../../../src/sandbox/slack/links.ts';

describe('what somebody writes', () => {
  it.each([
    ['a < b && c', 'a &lt; b &amp;&amp; c', []],
    ['<!channel> hello', '&lt;!channel&gt; hello', []],
    ['see https://x.example/a?b=1&c=2.', 'see <https://x.example/a?b=1&amp;c=2>.', ['https://x.example/a?b=1&c=2']],
    ['(https://x.example) https://x.example', '(<https://x.example>) <https://x.example>', ['https://x.example']],
    ['https://', 'https://', []],
  ])('%j is kept as %j', (typed, text, urls) => {
    expect(write(typed)).toEqual({ text, urls });
  });

  it('links to the app’s domains and their subdomains are told with the domain of the manifest', () => {
    const urls = [
      'https://eu-west-1.console.aws.amazon.com/x',
      'https://evilconsole.aws.amazon.com/',
      'http://x.example/',
    ];
    expect(linksTo(['console.aws.amazon.com', 'x.example'], urls)).toEqual([
      { domain: 'console.aws.amazon.com', url: urls[0] },
      { domain: 'x.example', url: urls[2] },
    ]);
  });
});
