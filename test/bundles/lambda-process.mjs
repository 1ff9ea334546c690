/**
 * A Lambda execution environment: loads the handler file named by its argument, then calls its `handler` with one event
 * after another, as the Node.js runtime does. Plain JavaScript, so that nothing but Node stands between the file and its
 * start.
 */
import { randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';

const told = (fault) => ({ name: fault?.name ?? typeof fault, message: fault?.message ?? '' });

/** AWS Lambda guide, "Using the Lambda context object". */
const contextOf = () => {
  const { AWS_LAMBDA_FUNCTION_NAME: functionName, AWS_REGION: region } = process.env;
  return {
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:${region}:123456789012:function:${functionName}`,
    memoryLimitInMB: '512',
    awsRequestId: randomUUID(),
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: '2026/11/01/[$LATEST]made-up',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => 30_000,
  };
};

let handler;
try {
  ({ handler } = await import(pathToFileURL(process.argv[2]).href));
  process.send({ started: typeof handler === 'function' });
} catch (fault) {
  process.send({ started: false, fault: told(fault) });
}

process.on('message', async (event) => {
  try {
    // What leaves a function is JSON; a function that answers nothing answers null.
    process.send({ result: JSON.stringify((await handler(event, contextOf())) ?? null) });
  } catch (fault) {
    process.send({ fault: told(fault) });
  }
});
