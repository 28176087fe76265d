"""Calls operations of CodePipeline with boto3: a JSON array [operation, input] comes on each line, the answer goes on one."""

import json
import sys

import boto3
from botocore.exceptions import ClientError

client = boto3.client("codepipeline", endpoint_url=sys.argv[1])
for line in sys.stdin:
    operation, given = json.loads(line)
    try:
        answer = getattr(client, operation.replace("-", "_"))(**given)
        answer.pop("ResponseMetadata")
    except ClientError as error:
        answer = {"error": error.response["Error"]["Code"]}
    print(json.dumps(answer, default=str), flush=True)
