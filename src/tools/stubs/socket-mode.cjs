exports.SocketModeClient = class SocketModeClient {
  constructor() {
    throw new Error('Socket Mode is not part of the Lambda bundles (src/tools/build/functions.why.md)');
  }
};
