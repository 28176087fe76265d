import { describe, expect, it } from 'vitest';
import { parseMrkdwn } from '../../../../src/sandbox/page/text/mrkdwn.ts';
import type { Inline, MrkdwnOptions } from '../../../../src/sandbox/page/text/mrkdwn-nodes.ts';

const text = (value: string): Inline => ({ kind: 'text', text: value });

/** The one paragraph of a text that has one. */
function inline(source: string, options: MrkdwnOptions = {}): Inline[] {
  const [paragraph, ...others] = parseMrkdwn(source, options);
  expect(others).toEqual([]);
  return paragraph?.children ?? [];
}

describe('styles in mrkdwn', () => {
  it('reads bold, italic, strike and code', () => {
    expect(inline('*a* _b_ ~c~ `d`')).toEqual([
      { kind: 'bold', children: [text('a')] },
      text(' '),
      { kind: 'italic', children: [text('b')] },
      text(' '),
      { kind: 'strike', children: [text('c')] },
      text(' '),
      { kind: 'code', children: [text('d')] },
    ]);
  });

  it('nests different styles', () => {
    expect(inline('*_both_*')).toEqual([{ kind: 'bold', children: [{ kind: 'italic', children: [text('both')] }] }]);
  });

  it.each(['a*b*c', '* a*', '*a *', '**', '*a\nb*', 'snake_case_name', '5 * 3 * 2', '*open', '``'])(
    'leaves %j as it was written',
    (source) => {
      expect(inline(source)).toEqual([text(source)]);
    },
  );

  it('does not style what stands in code', () => {
    expect(inline('`*a* :x: https://a.example`')).toEqual([
      { kind: 'code', children: [text('*a* :x: https://a.example')] },
    ]);
  });

  it('does not end a style inside a link or code', () => {
    expect(inline('*see <https://a.example/x*|here> now*')).toEqual([
      {
        kind: 'bold',
        children: [
          text('see '),
          { kind: 'link', href: 'https://a.example/x*', children: [text('here')] },
          text(' now'),
        ],
      },
    ]);
  });
});

describe('escapes in mrkdwn', () => {
  it('knows the three entities of Slack and no others', () => {
    expect(inline('&lt;b&gt; &amp;amp; &quot; &#60;')).toEqual([text('<b> &amp; &quot; &#60;')]);
  });

  it('does not take an escaped bracket for a mention', () => {
    expect(inline('&lt;@U0DANA&gt;')).toEqual([text('<@U0DANA>')]);
  });
});

describe('mentions in mrkdwn', () => {
  it('reads people, channels and user groups, with and without a label', () => {
    expect(inline('<@U0DANA><#C0DEPLOYS|deployments><!subteam^S0RELEASE|@release-managers>')).toEqual([
      { kind: 'user', id: 'U0DANA', label: null },
      { kind: 'channel', id: 'C0DEPLOYS', label: 'deployments' },
      { kind: 'group', id: 'S0RELEASE', label: '@release-managers' },
    ]);
  });

  it('reads a broadcast', () => {
    expect(inline('<!here> <!channel|channel>')).toEqual([
      { kind: 'broadcast', range: 'here' },
      text(' '),
      { kind: 'broadcast', range: 'channel' },
    ]);
  });

  it('leaves brackets that mean nothing to Slack', () => {
    expect(inline('<!nobody> a < b')).toEqual([text('<!nobody> a < b')]);
  });
});

describe('links in mrkdwn', () => {
  it('shows the label and leads to the address', () => {
    expect(inline('<https://a.example/?x=1&amp;y=2|*docs* &amp; more>')).toEqual([
      { kind: 'link', href: 'https://a.example/?x=1&y=2', children: [text('*docs* & more')] },
    ]);
  });

  it('takes mailto', () => {
    expect(inline('<mailto:ana@example.com|Ana>')).toEqual([
      { kind: 'link', href: 'mailto:ana@example.com', children: [text('Ana')] },
    ]);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', '//a.example', 'https:a', 'vbscript:x'])(
    'never makes a link of %s',
    (address) => {
      expect(inline(`<${address}|click>`)).toEqual([text(`<${address}|click>`)]);
    },
  );

  it('links bare addresses without the full stop after them', () => {
    expect(inline('See https://a.example/b?c=1&amp;d=2.')).toEqual([
      text('See '),
      { kind: 'link', href: 'https://a.example/b?c=1&d=2', children: [text('https://a.example/b?c=1&d=2')] },
      text('.'),
    ]);
  });
});

describe('what Slack makes of plain words', () => {
  const channelIds = { deployments: 'C0DEPLOYS' };

  it('turns @here and the name of a channel into mentions', () => {
    expect(inline('@here see #deployments or #nowhere', { channelIds })).toEqual([
      { kind: 'broadcast', range: 'here' },
      text(' see '),
      { kind: 'channel', id: 'C0DEPLOYS', label: 'deployments' },
      text(' or #nowhere'),
    ]);
  });

  it('leaves them alone where the text is verbatim', () => {
    const source = '@everyone #deployments https://a.example';
    expect(inline(source, { verbatim: true, channelIds })).toEqual([text(source)]);
  });

  it('does not find them inside other words', () => {
    expect(inline('me@here xhttps://a.example', { channelIds })).toEqual([text('me@here xhttps://a.example')]);
  });
});

describe('dates and emoji in mrkdwn', () => {
  it('keeps the tokens of a date for the reader, with its link and fallback', () => {
    expect(inline('<!date^1763800000^{date_short} at {time}^https://a.example|22 Nov>')).toEqual([
      {
        kind: 'date',
        epochSeconds: 1763800000,
        format: '{date_short} at {time}',
        href: 'https://a.example/',
        fallback: '22 Nov',
      },
    ]);
  });

  it('drops the link of a date that leads nowhere good', () => {
    expect(inline('<!date^1^{date}^javascript:x|then>')).toEqual([
      { kind: 'date', epochSeconds: 1, format: '{date}', href: null, fallback: 'then' },
    ]);
  });

  it('knows the emoji of operators and leaves the others', () => {
    expect(inline(':white_check_mark: :no_such_thing: 10:30:15 :constructor:')).toEqual([
      { kind: 'emoji', name: 'white_check_mark', glyph: '✅' },
      text(' :no_such_thing: 10:30:15 :constructor:'),
    ]);
  });
});

describe('paragraphs of mrkdwn', () => {
  it('keeps line breaks and lists as text', () => {
    expect(parseMrkdwn('• one\n• two')).toEqual([{ kind: 'paragraph', children: [text('• one\n• two')] }]);
  });

  it('reads quotes by line, escaped or not', () => {
    expect(parseMrkdwn('a\n> b\n&gt; *c*\nd')).toEqual([
      { kind: 'paragraph', children: [text('a')] },
      { kind: 'quote', children: [text('b\n'), { kind: 'bold', children: [text('c')] }] },
      { kind: 'paragraph', children: [text('d')] },
    ]);
  });

  it('quotes everything after three marks', () => {
    expect(parseMrkdwn('>>> a\nb')).toEqual([{ kind: 'quote', children: [text('a\nb')] }]);
  });

  it('reads a fence as it stands, links excepted', () => {
    expect(parseMrkdwn('log:\n```\n*a* &lt;b&gt;\n> c\n```\nend')).toEqual([
      { kind: 'paragraph', children: [text('log:')] },
      { kind: 'pre', children: [text('*a* <b>\n> c')] },
      { kind: 'paragraph', children: [text('end')] },
    ]);
  });

  it('takes a fence that never closes as text', () => {
    expect(inline('```a')).toEqual([text('```a')]);
  });
});
