// Stands in for @slack/web-api's file uploads and chat streams (../build/functions.why.md): nothing here uses either.
function unused() {
  throw new Error('File uploads and chat streams are left out of this bundle: see src/tools/build/functions.why.md');
}

exports.getAllFileUploadsToComplete = unused;
exports.getFileUploadJob = unused;
exports.getMultipleFileUploadJobs = unused;
exports.ChatStreamer = class ChatStreamer {
  constructor() {
    unused();
  }
};
