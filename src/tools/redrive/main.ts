import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { describeLetter, withoutSecrets } from '../../domain/dead-letter.ts';
import { findInstallation, type Installation } from '../stage/find-installation.ts';
import { type Arguments, readArguments, USAGE } from './arguments.ts';
import { createLetterBox, type Letter } from './letters.ts';

const WHY_MAX = 200;

/** @returns whether the letter has left the queue */
type Treat = (letter: Letter) => Promise<boolean>;

function show(letter: Letter): void {
  const { what, about, meantFor } = describeLetter(letter.body);
  const why = withoutSecrets(letter.why.join(' · ')).slice(0, WHY_MAX);
  console.log(`${new Date(letter.sentAt).toISOString()}  ${withoutSecrets(what).slice(0, WHY_MAX)}`);
  console.log(`    for ${meantFor ?? 'nobody here'}${about.length > 0 ? ` · ${about.join(' · ')}` : ''}`);
  if (why !== '') console.log(`    ${why}`);
}

/** Every event of ours may be handled twice: what was done is not done again, and a request that is too late is only told. Lambda took it
 * before it leaves the queue, and puts it back there should it fail again. */
function invoking({ functions }: Installation, region: string, remove: (letter: Letter) => Promise<void>): Treat {
  const client = new LambdaClient({ region });
  return async (letter) => {
    const { meantFor } = describeLetter(letter.body);
    const target = functions.find(({ name }) => name === meantFor);
    if (!target) return false;
    const event = { FunctionName: target.arn, InvocationType: 'Event', Payload: letter.body } as const;
    await client.send(new InvokeCommand(event));
    await remove(letter);
    console.log(`    ${target.name} was invoked again.`);
    return true;
  };
}

async function redrive({ stage, region, deed }: Arguments): Promise<number> {
  const installation = await findInstallation(new CloudFormationClient({ region }), stage);
  if (!installation) throw new Error(`There is no stack signalbox-${stage} in ${region}.`);
  const box = createLetterBox(installation.deadLettersUrl, region);
  const treatments: Readonly<Record<Arguments['deed'], Treat>> = {
    show: async () => false,
    again: invoking(installation, region, box.remove),
    delete: async (letter) => {
      await box.remove(letter);
      console.log('    deleted.');
      return true;
    },
  };
  const letters = await box.take();
  let left = 0;
  for (const letter of letters) {
    show(letter);
    if (await treatments[deed](letter)) continue;
    left += 1;
    await box.leave(letter);
  }
  console.log(`${letters.length} found, ${left} left in the queue.`);
  return left === 0 ? 0 : 1;
}

try {
  process.exitCode = await redrive(await readArguments(process.argv.slice(2)));
} catch (error) {
  console.error(
    `It could not be found out: ${error instanceof Error ? error.message : String(error)}\nUsage: ${USAGE}`,
  );
  process.exitCode = 2;
}
