// npm run action-type -- register|unregister: the custom action types of infra/questions.yml, in the account of the credentials and the
// region of AWS_REGION. A version that was unregistered can only be registered again as it was.
import { readFile } from 'node:fs/promises';
import {
  CodePipelineClient,
  CreateCustomActionTypeCommand,
  DeleteCustomActionTypeCommand,
} from '@aws-sdk/client-codepipeline';
import { importBundled } from './build/import-bundled.mjs';
import { at } from './build/paths.mjs';

const [verb, ...options] = process.argv.slice(2);
const option = (name) => options.find((text) => text.startsWith(`--${name}=`))?.slice(name.length + 3);
const teamId = option('team') ?? '';
const file = option('questions') ?? 'infra/questions.yml';

if (!['register', 'unregister'].includes(verb) || (verb === 'register' && !/^[TE][A-Z0-9]+$/.test(teamId))) {
  console.error(
    'npm run action-type -- register --team=T0123456789 [--questions=FILE] | unregister [--questions=FILE]',
  );
  process.exit(2);
}

try {
  const [{ readQuestionsYaml }, { questionActionType }] = await Promise.all([
    importBundled('src/policy/policy-yaml.ts', 'readQuestionsYaml'),
    importBundled('src/aws/action-type.ts', 'questionActionType'),
  ]);
  const { customActions = [] } = readQuestionsYaml(await readFile(at(file), 'utf8'), file);
  if (customActions.length === 0) throw new Error(`${file} names no customActions, so there is nothing to ${verb}`);
  const client = new CodePipelineClient({});
  for (const { category, provider, version } of customActions) {
    const type = { category, provider, version };
    await client.send(
      verb === 'register'
        ? new CreateCustomActionTypeCommand(questionActionType(type, teamId))
        : new DeleteCustomActionTypeCommand(type),
    );
    console.log(`${verb}ed ${category}/${provider}/${version}`);
  }
} catch (error) {
  console.error(error instanceof Error ? `${error.name}: ${error.message}` : error);
  process.exit(1);
}
