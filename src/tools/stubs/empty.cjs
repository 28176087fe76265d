// For packages that a Lambda function loads but never calls (build/functions.why.md).
module.exports = {};
