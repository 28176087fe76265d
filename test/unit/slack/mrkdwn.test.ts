import { describe, expect, it } from 'vitest';
import { code, cut, foreign, link, md, mention, name, slackDate } from '../../../src/slack/mrkdwn.ts';

describe('mrkdwn', () => {
  it.each([
    ['<!channel> look', '&lt;!channel&gt; look'],
    ['<@U0BEN> & <https://evil.example|click>', '&lt;@U0BEN&gt; &amp; &lt;https://evil.example|click&gt;'],
    ['a *bold* claim', 'a ∗bold∗ claim'],
    ['_so_ it ~goes~ `on`', 'ˍsoˍ it ∼goes∼ ˋonˋ'],
    ['snake_case stays, 2*3*4 too', 'snake_case stays, 2*3*4 too'],
    ['two\nlines\r\nof\ttext', 'two lines of text'],
    ['abc\u202eabc\u2066\u200f', 'abcabc'],
    ['null\u0000and\u0007bell', 'null and bell'],
    ['half a pair \ud83d', 'half a pair \ufffd'],
    ['👩‍👩‍👧 stays whole', '👩‍👩‍👧 stays whole'],
  ])('makes %j harmless', (words, expected) => {
    expect(md`${words}`.mrkdwn).toBe(expected);
  });

  it('lets only text of its own in unescaped', () => {
    expect(md`*${name('shop-web')}* by ${'<b>'} and ${3}`.mrkdwn).toBe('*shop-web* by &lt;b&gt; and 3');
  });

  it('keeps the underscores of names, so that they can be copied and found', () => {
    expect(name('_my_pipeline_').mrkdwn).toBe('_my_pipeline_');
    expect(name('a*b`c').mrkdwn).toBe('a∗bˋc');
    expect(name('\u200b').mrkdwn).toBe('unnamed');
  });

  it('lets no words out of code style', () => {
    expect(code('a `b` <c>').mrkdwn).toBe('`a ˋbˋ &lt;c&gt;`');
  });

  describe('cutting', () => {
    it('measures what Slack counts, which is the escaped text', () => {
      expect(foreign('&&&&', 11).mrkdwn).toBe('&amp;&amp;…');
      expect(foreign('&&&&', 11).mrkdwn.length).toBeLessThanOrEqual(11);
    });

    it('never cuts inside a surrogate pair, a link or a date', () => {
      expect(foreign('😀😀😀', 4).mrkdwn).toBe('😀…');
      const linked = md`see ${link('https://github.com/a/b', name('the commit'))} now`;
      expect(cut(linked, 20).mrkdwn).toBe('see…');
      expect(cut(md`at ${slackDate('2026-11-22T10:26:00Z', 'time')}`, 12).mrkdwn).toBe('at…');
    });

    it('leaves short text alone', () => {
      expect(cut(md`short`, 5).mrkdwn).toBe('short');
    });
  });

  describe('links', () => {
    it.each([
      'https://github.com/railway-goods/shop-web/commit/3f2c91e',
      'https://eu-west-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/shop-web/view?region=eu-west-1',
      'https://console.amazonaws.cn/codesuite',
      'https://us-gov-west-1.console.amazonaws-us-gov.com/codesuite',
      'https://gitlab.com/a/b',
      'https://bitbucket.org/a/b',
    ])('lead to %s', (url) => {
      expect(link(url, name('x')).mrkdwn).toBe(`<${url.replaceAll('&', '&amp;')}|x>`);
    });

    it.each([
      'http://github.com/a',
      'https://github.com.evil.example/a',
      'https://evilgithub.com/',
      'https://github.com@evil.example/',
      'https://user:secret@github.com/',
      'https://github.com:8443/',
      'https://consoleXaws.amazon.com/',
      'javascript:alert(1)',
      'mailto:ben@railway.example',
      'not a url',
      `https://github.com/${'a'.repeat(5_000)}`,
    ])('never lead to %s', (url) => {
      expect(link(url, name('x')).mrkdwn).toBe('x');
    });

    it('cannot be broken open by what stands in the address', () => {
      const { mrkdwn } = link('https://github.com/a?b=1&c=<!channel>|d', name('x'));
      expect(mrkdwn).toBe('<https://github.com/a?b=1&amp;c=%3C!channel%3E%7Cd|x>');
    });
  });

  it('mentions only what is the id of a person', () => {
    expect(mention('U0BEN').mrkdwn).toBe('<@U0BEN>');
    expect(mention('!channel').mrkdwn).toBe('!channel');
    expect(mention('U0BEN> <!here').mrkdwn).toBe('U0BEN&gt; &lt;!here');
  });

  it('tells an instant in the reader’s zone, by the minute, with UTC for those who cannot', () => {
    expect(slackDate('2026-11-22T10:26:59Z', 'day').mrkdwn).toBe(
      '<!date^1795343160^{date_short_pretty} at {time}|2026-11-22 10:26 UTC>',
    );
    expect(slackDate('2026-11-22T10:26:00Z', 'time').mrkdwn).toBe('<!date^1795343160^{time}|10:26 UTC>');
    expect(slackDate('<soon>', 'time').mrkdwn).toBe('&lt;soon&gt;');
  });
});
