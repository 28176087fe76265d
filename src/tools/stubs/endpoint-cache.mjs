/** Endpoint discovery is off unless somebody asks for it, and nobody here does; the client makes its cache all the same. */
export class EndpointCache {
  constructor() {
    const absent = () => {
      throw new Error('Endpoint discovery is not part of the Lambda bundles (src/tools/build/functions.why.md)');
    };
    Object.assign(this, { get: absent, set: absent, has: absent, delete: absent, clear: absent, getEndpoint: absent });
  }
}
