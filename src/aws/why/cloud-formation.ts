import type { Explain } from '../../app/why/ports.ts';
import type { Services } from './services.ts';
import { elements, valueIn } from './xml.ts';

/** What follows from another resource's failure, or is only the beginning. */
const CASCADE = /cancelled|The following resource\(s\) failed|Rollback requested by user|User Initiated/i;

/** The first resource that failed in the newest update of the stack: what comes after it only follows.
 * @see DescribeStackEvents, newest first */
export function explainCloudFormation(services: Services): Explain {
  return async ({ place, externalId, configuration }) => {
    const StackName = externalId?.startsWith('arn:') ? externalId : configuration.StackName;
    if (StackName === undefined) return {};
    const form = { Action: 'DescribeStackEvents', Version: '2010-05-15', StackName };
    const events = elements(await services.query(place, 'cloudformation', form), 'member').map((event) => ({
      id: valueIn(event, 'LogicalResourceId') ?? '',
      type: valueIn(event, 'ResourceType') ?? '',
      status: valueIn(event, 'ResourceStatus') ?? '',
      reason: valueIn(event, 'ResourceStatusReason') ?? '',
    }));
    const begun = events.findIndex(
      ({ reason, type }) => type === 'AWS::CloudFormation::Stack' && /User Initiated/i.test(reason),
    );
    const update = begun === -1 ? events : events.slice(0, begun);
    const first = update.findLast(
      ({ status, reason }) => /_FAILED$/.test(status) && reason !== '' && !CASCADE.test(reason),
    );
    if (!first) return {};
    return { text: `${first.id} (${first.type}): ${first.reason}` };
  };
}
