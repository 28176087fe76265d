import { it } from 'vitest';
import { astray, FAILED_DEPLOY_FLOW, NOT_OURS, rawEvent, SINGLE_EVENTS, uuidOf } from '../support/recorded-events.ts';
import { startSandbox } from '../support/sandbox.ts';
import { history, replies, webClient, wordsOf, buttonsOf } from '../support/conversation.ts';

it('explore', async () => {
  const sandbox = await startSandbox();
  const t0 = Date.now();
  const log = (...words: unknown[]) => console.log(((Date.now() - t0) / 1000).toFixed(1), ...words);
  const client = webClient(sandbox.slack);
  for (const name of SINGLE_EVENTS) await sandbox.control.event(rawEvent(name));
  for (const name of NOT_OURS) await sandbox.control.event(astray(name));
  log('fed');
  await sandbox.control.settle(30000);
  log('settled');
  for (const name of FAILED_DEPLOY_FLOW) await sandbox.control.event(rawEvent(name, uuidOf('a')));
  for (const name of FAILED_DEPLOY_FLOW.toReversed()) {await sandbox.control.event(rawEvent(name, uuidOf('b')));await sandbox.control.settle(30000);}
  log('settled2');
  await Promise.all(FAILED_DEPLOY_FLOW.map((name) => sandbox.control.event(rawEvent(name, uuidOf('c')))));
  await sandbox.control.settle(30000);
  log('settled3');
  await sandbox.control.advance(4 * 60_000);
  log('advanced');
  await sandbox.control.settle(30000);
  for (const m of await history(client)) {
    log('--', m.ts, m.thread_ts, m.text); log(wordsOf(m)); log(JSON.stringify(buttonsOf(m)).slice(0,300));
    for (const r of await replies(client, m.ts)) log('   >>', r.text, wordsOf(r));
  }
  log((await sandbox.control.state()).deadLetters.map((d) => [d.from, d.reason, d.error]));
  log((await sandbox.control.state()).calls);
  await sandbox.stop();
}, 120_000);
