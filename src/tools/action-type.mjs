// npm run action-type -- register|unregister: the custom action types of infra/questions.yml, in the account of the credentials and the
// region of AWS_REGION. A version that was unregistered can only be registered again as it was. `update FILE.json` is UpdateActionType, for
// types of an integration; FILE.json is its `actionType`.
import { readFile } from 'node:fs/promises';
import {
  CodePipelineClient,
  CreateCustomActionTypeCommand,
  DeleteCustomActionTypeCommand,
  UpdateActionTypeCommand,
} from '@aws-sdk/client-codepipeline';
import { importBundled } from './build/import-bundled.mjs';
import { at } from './build/paths.mjs';

const USAGE =
  'npm run action-type -- register --team=T0123456789 [--questions=FILE] | unregister [--questions=FILE] | update FILE.json';

const [verb, ...options] = process.argv.slice(2);
const option = (name) => options.find((text) => text.startsWith(`--${name}=`))?.slice(name.length + 3);
const teamId = option('team') ?? '';
const file = option('questions') ?? 'infra/questions.yml';

/** @returns {Promise<{ category: string, provider: string, version: string }[]>} */
async function declared() {
  const { readQuestionsYaml } = await importBundled('src/policy/policy-yaml.ts', 'readQuestionsYaml');
  const { customActions = [] } = readQuestionsYaml(await readFile(at(file), 'utf8'), file);
  if (customActions.length === 0) throw new Error(`${file} names no customActions, so there is nothing to ${verb}`);
  return customActions.map(({ category, provider, version }) => ({ category, provider, version }));
}

const nameOf = ({ category, provider, version }) => `${category}/${provider}/${version}`;

/** Each verb: whether the words fit, and what it does. */
const VERBS = {
  register: {
    fits: /^[TE][A-Z0-9]+$/.test(teamId),
    async run(client) {
      const { questionActionType } = await importBundled('src/aws/action-type.ts', 'questionActionType');
      for (const type of await declared()) {
        await client.send(new CreateCustomActionTypeCommand(questionActionType(type, teamId)));
        console.log(`registered ${nameOf(type)}`);
      }
    },
  },
  unregister: {
    fits: true,
    async run(client) {
      for (const type of await declared()) {
        await client.send(new DeleteCustomActionTypeCommand(type));
        console.log(`unregistered ${nameOf(type)}`);
      }
    },
  },
  update: {
    fits: options[0] !== undefined,
    async run(client) {
      const actionType = JSON.parse(await readFile(options[0], 'utf8'));
      await client.send(new UpdateActionTypeCommand({ actionType }));
      console.log(`updated ${nameOf(actionType.id)}`);
    },
  },
};

const chosen = Object.hasOwn(VERBS, verb ?? '') ? VERBS[verb] : undefined;
if (!chosen?.fits) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  try {
    await chosen.run(new CodePipelineClient({}));
  } catch (error) {
    console.error(error instanceof Error ? `${error.name}: ${error.message}` : error);
    process.exitCode = 1;
  }
}
