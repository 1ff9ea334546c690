import * as z from 'zod';
import { type Environment, readVariables, text } from '../environment.ts';

const variables = z.object({ table: text });

/** @throws EnvironmentIncomplete */
export const readEnv = (env: Environment) => readVariables(variables, env);
