import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readPolicyYaml, readQuestionsYaml } from '../policy/policy-yaml.ts';
import { type Flags, HELP, readFlags, UsageError } from './flags.ts';
import { PortInUse } from './http/serve.ts';
import type { AppManifest } from './ports.ts';
import { startSandbox } from './sandbox.ts';
import { readManifest } from './slack/manifest.ts';

// As on Lambda, and so that no test depends on where it runs.
process.env.TZ = 'UTC';

/** This file is dist/sandbox/main.mjs; the bundles lie beside its folder. */
const here = import.meta.dirname;
const dist = dirname(here);

/** A failure that needs one line, not a stack. */
class CannotStart extends Error {}

/** The functions read JSON; people write YAML.
 * @param name of the file that is made
 * @returns where the JSON lies, and how to remove it
 * @throws CannotStart when the file cannot be read or is not valid, with the line of every mistake */
async function asJson(
  flag: '--policy' | '--questions',
  file: string,
  read: (text: string, source: string) => unknown,
): Promise<{ path: string; remove: () => Promise<void> }> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new CannotStart(`${flag} ${file}: ${error.message}`);
  });
  const json = JSON.stringify(valid(() => read(text, file)));
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-'));
  const path = join(folder, `${flag.slice(2)}.json`);
  await writeFile(path, json);
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}

function valid<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new CannotStart(error instanceof Error ? error.message : String(error));
  }
}

/** What the installed app would be: its commands, shortcuts, events and domains.
 * @throws CannotStart when Slack would not take it */
async function manifest(): Promise<AppManifest> {
  const file = 'infra/slack-manifest.yml';
  try {
    return readManifest(await readFile(join(dirname(dist), file), 'utf8'), file);
  } catch (error) {
    throw error instanceof Error ? new CannotStart(error.message) : error;
  }
}

/** Of the functions. A word that is no level to them would keep them from starting. */
const logLevel = (word = '') => (['DEBUG', 'INFO', 'WARN', 'ERROR'].includes(word) ? word : 'INFO');

async function run({ policy, questions, ...flags }: Flags): Promise<void> {
  const own = policy === undefined ? null : await asJson('--policy', policy, readPolicyYaml);
  const asked = questions === undefined ? null : await asJson('--questions', questions, readQuestionsYaml);
  const cleanUp = () => Promise.all([own?.remove(), asked?.remove()]);
  const sandbox = await startSandbox({
    ...flags,
    template: JSON.parse(await readFile(join(here, 'template.json'), 'utf8')),
    policyFile: own?.path ?? join(here, flags.demo ? 'demo-policy.json' : 'open-policy.json'),
    manifest: await manifest(),
    questionsFile: asked?.path ?? join(here, 'questions.json'),
    root: dirname(dist),
    bootstrap: new URL('./worker.mjs', import.meta.url),
    page: join(dist, 'page'),
    logLevel: logLevel(process.env.LOG_LEVEL),
    report: (error) => console.error(error),
  }).catch(async (error: unknown) => {
    await cleanUp();
    throw error;
  });

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await sandbox.stop();
    await cleanUp();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  console.log(`Signalbox sandbox ready  workspace ${sandbox.slack}  aws ${sandbox.aws}`);
}

function fail(error: unknown): never {
  if (error instanceof UsageError) {
    console.error(error.message);
    process.exit(2);
  }
  if (error instanceof PortInUse) {
    console.error(`Port ${error.port} is in use. To pick free ports: npm start -- --port 0 --aws-port 0`);
  } else console.error(error instanceof CannotStart ? error.message : error);
  process.exit(1);
}

try {
  const flags = readFlags(process.argv.slice(2));
  if (flags === null) console.log(HELP);
  else await run(flags);
} catch (error) {
  fail(error);
}
