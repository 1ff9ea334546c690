/**
 * Takes the place of the SDK's chain of credentials in the bundles. On Lambda that chain ends at its first link, these
 * three variables: Lambda sets them once when an execution environment starts, and replaces the environment before they
 * run out (AWS Lambda guide, "Defined runtime environment variables"). SnapStart alone hands credentials out another way,
 * and is not there for Node. Profiles, single sign-on and instance metadata cannot apply, and are 140 kB.
 */
export const defaultProvider = () => async () => {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env;
  if (!accessKeyId || !secretAccessKey) throw new Error('no AWS credentials in the environment');
  return { accessKeyId, secretAccessKey, sessionToken: process.env.AWS_SESSION_TOKEN };
};
