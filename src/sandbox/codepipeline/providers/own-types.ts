import type { Configuration } from '../shapes.ts';
import type { OwnActionType } from '../type-shapes.ts';
import { typeKey } from '../type-shapes.ts';
import type { Provider, Source } from './provider.ts';

/** Fills `{Config:name}`, `{ExternalExecutionId}` and `{RevisionId}` into a URL template. */
function filled(
  template: string | undefined,
  configuration: Configuration,
  ids: Record<string, string> = {},
): string | undefined {
  return template?.replaceAll(/\{(Config:)?([^{}]+)\}/g, (whole, config: string | undefined, name: string) => {
    const values = config ? configuration : ids;
    return Object.hasOwn(values, name) ? (values[name] ?? whole) : whole;
  });
}

/** Where revisions come from that job workers report: PutActionRevision and `currentRevision`. */
const ownSource = ({ id, settings }: OwnActionType): Source => ({
  key: (configuration) => `${typeKey(id)}:${JSON.stringify(Object.entries(configuration).sort())}`,
  newId: (dice) => dice.hex(40),
  overrides: [],
  summary: ({ message }) => message,
  url: (revision, configuration) => filled(settings.revisionUrlTemplate, configuration, { RevisionId: revision.id }),
  variables: () => ({}),
  trigger: ({ pipeline }) => ({ type: 'PutActionRevision', detail: pipeline }),
});

function workerOf({ id, integration, partner }: OwnActionType): Provider['worker'] {
  if (id.owner === 'Custom') return 'custom';
  return partner && integration?.executor.type === 'JobWorker' ? 'partner' : undefined;
}

function makeProvider(type: OwnActionType): Provider {
  const { id, settings, properties, inputs, outputs } = type;
  const worker = workerOf(type);
  return {
    inputs: [inputs.minimumCount, inputs.maximumCount],
    outputs: [outputs.minimumCount, outputs.maximumCount],
    seconds: [4, 16],
    secrets: properties.filter(({ secret }) => secret).map(({ name }) => name),
    ...(worker && { worker }),
    fail: () => ({ code: 'JobFailed', message: `The ${id.provider} action failed.` }),
    entityUrl: ({ configuration }) => filled(settings.entityUrlTemplate, configuration),
    executionUrl: ({ configuration }, externalId) =>
      filled(settings.executionUrlTemplate, configuration, { ExternalExecutionId: externalId }),
    ...(id.category === 'Source' && { source: ownSource(type) }),
  };
}

const made = new WeakMap<OwnActionType, Provider>();

/** The provider behind an action type that is data. */
export function ownProvider(type: OwnActionType): Provider {
  const known = made.get(type) ?? makeProvider(type);
  made.set(type, known);
  return known;
}
