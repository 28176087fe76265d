class NotBundled {
  constructor() {
    throw new Error('@slack/oauth is not part of the Lambda bundles (src/tools/build/functions.why.md)');
  }
}
exports.InstallProvider = NotBundled;
exports.FileInstallationStore = NotBundled;
exports.MemoryInstallationStore = NotBundled;
