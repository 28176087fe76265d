import type { HttpResponse } from '../../ports.ts';
import type { Output, Stack } from '../stack.ts';
import { queryAnswer, queryError } from './query.ts';

const NAMESPACE = 'http://cloudformation.amazonaws.com/doc/2010-05-15/';

/** DescribeStacks: of the one stack that is deployed here, with its outputs.
 * @param origin of the endpoint, which serves the function URLs */
export function describeStacks(
  form: URLSearchParams,
  { name, outputs }: Pick<Stack, 'name' | 'outputs'>,
  { origin, accountId, region }: { origin: string; accountId: string; region: string },
): HttpResponse {
  const wanted = form.get('StackName');
  if (wanted !== null && wanted !== name)
    return queryError(400, 'ValidationError', `Stack with id ${wanted.slice(0, 200)} does not exist`);
  const said = ({ value }: Output) => (typeof value === 'string' ? value : `${origin}/_url/${value.urlOf}`);
  return queryAnswer(NAMESPACE, 'DescribeStacks', {
    Stacks: [
      {
        StackId: `arn:aws:cloudformation:${region}:${accountId}:stack/${name}/sandbox`,
        StackName: name,
        StackStatus: 'CREATE_COMPLETE',
        CreationTime: new Date(0).toISOString(),
        Outputs: outputs.map((output) => ({ OutputKey: output.key, OutputValue: said(output) })),
      },
    ],
  });
}
