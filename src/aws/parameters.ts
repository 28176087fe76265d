import { callService } from './signed-request.ts';

const GET_PARAMETERS = {
  service: 'ssm',
  endpointVariable: 'AWS_ENDPOINT_URL_SSM',
  target: 'AmazonSSM.GetParameters',
};

/** Reads SecureString parameters.
 * @param names at most ten
 * @throws Error that names the parameters that are missing, or SSM's own error name */
export async function readParameters(
  names: readonly string[],
  region: string,
  env: NodeJS.ProcessEnv,
): Promise<Map<string, string>> {
  const { ok, status, body } = await callService(GET_PARAMETERS, { Names: names, WithDecryption: true }, region, env);
  const answer = body as {
    Parameters?: { Name: string; Value: string }[];
    InvalidParameters?: string[];
    __type?: string;
  };
  if (!ok) throw new Error(`The secrets could not be read from SSM: ${answer.__type ?? status}`);
  if (answer.InvalidParameters?.length) throw new Error(`SSM has no parameter ${answer.InvalidParameters.join(', ')}`);
  return new Map((answer.Parameters ?? []).map(({ Name, Value }) => [Name, Value]));
}
