/** What AWS asks in us-east-1, in US dollars, without any free tier; noted on 2026-11-22. Other regions ask up to a third more.
 * @see https://aws.amazon.com/lambda/pricing/ (arm64, first tier)
 * @see https://aws.amazon.com/dynamodb/pricing/on-demand/ (standard table class)
 * @see https://aws.amazon.com/eventbridge/pricing/ (events of AWS services cost nothing) */
export const PRICES = {
  notedOn: '2026-11-22',
  lambdaGigabyteSecond: 0.0000133334,
  lambdaRequest: 0.2e-6,
  dynamoDbWriteUnit: 0.625e-6,
  dynamoDbReadUnit: 0.125e-6,
  eventBridgeOwnEvent: 1e-6,
} as const;
