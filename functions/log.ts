import { Logger } from '@aws-lambda-powertools/logger';
import type { Log } from '../shared/ports/log.ts';

/**
 * One JSON line an event to standard output. The service comes from the environment (`POWERTOOLS_SERVICE_NAME`); the
 * event that started a function is never logged, whatever the environment says.
 */
export function createLog(): Log {
  const logger = new Logger();
  return {
    info: (event, fields) => logger.info(event, { ...fields }),
    error: (event, fields) => logger.error(event, { ...fields }),
  };
}
