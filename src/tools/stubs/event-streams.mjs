// Loaded by the SDK's protocols only for operations that stream events; none of ours does (build/functions.why.md).
export class EventStreamSerde {
  constructor() {
    throw new Error('Event streams are not part of the Lambda bundles (src/tools/build/functions.why.md)');
  }
}

export const eventStreamSerdeProvider = () => {
  throw new Error('Event streams are not part of the Lambda bundles (src/tools/build/functions.why.md)');
};
