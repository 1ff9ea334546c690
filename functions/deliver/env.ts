import * as z from 'zod/mini';
import { type Environment, readVariables, text, url } from '../environment.ts';

const variables = z.object({ table: text, configurationSet: text, ownQueue: url });

/** @throws EnvironmentIncomplete */
export const readEnv = (env: Environment) => readVariables(variables, env);
