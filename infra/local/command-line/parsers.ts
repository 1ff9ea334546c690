import { InvalidArgumentError } from 'commander';
import * as z from 'zod';
import { answers, pairAnswers } from '../../../shared/domain/decision.ts';
import { complianceKinds } from '../../../shared/domain/finding.ts';
import { ownerIdPattern } from '../../../shared/domain/ids.ts';

/** An instant, ISO 8601 in UTC. @throws InvalidArgumentError */
export function parseAt(text: string): string {
  const at = z.iso.date().safeParse(text).success ? `${text}T12:00:00Z` : text;
  const isInstant = z.iso.datetime({ offset: true }).safeParse(at).success;
  const year = new Date(at).getUTCFullYear();
  if (!isInstant || year < 2000 || year > 2100)
    throw new InvalidArgumentError('Say a time like 2026-11-01T08:00:00Z, or a day like 2026-11-01.');
  return new Date(at).toISOString();
}

/** A day, ISO 8601. @throws InvalidArgumentError */
export function parseDay(text: string): string {
  if (z.iso.date().safeParse(text).success) return text;
  throw new InvalidArgumentError('Say a day like 2027-12-31.');
}

/** What an entry of the compliance list names. @throws InvalidArgumentError */
export function parseComplianceKind(text: string): string {
  if (!complianceKinds.some((kind) => kind === text))
    throw new InvalidArgumentError(`Say what it names: ${complianceKinds.join(', ')}.`);
  return text;
}

/** A TCP port; 0 is any free one. @throws InvalidArgumentError */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('A port is 0 to 65535.');
  return port;
}

/** Id of an owner. @throws InvalidArgumentError */
export function parseOwner(text: string): string {
  if (!ownerIdPattern.test(text)) throw new InvalidArgumentError('An owner id is 2 to 13 of a-z and 2-7.');
  return text;
}

/** Name of a deployed stage. @throws InvalidArgumentError */
export function parseStage(text: string): string {
  if (!/^[a-z][a-z0-9-]{0,19}$/.test(text))
    throw new InvalidArgumentError(
      'A stage is called by up to 20 small letters, digits and hyphens, such as prod.',
    );
  return text;
}

/** Id of a mail. @throws InvalidArgumentError */
export function parseMailId(text: string): string {
  if (!/^[a-z0-9-]{1,64}$/.test(text))
    throw new InvalidArgumentError('The ids are those that "woher outbox" lists.');
  return text;
}

/** An answer to a question. @throws InvalidArgumentError */
export function parseAnswer(text: string): string {
  const known = [...answers, ...pairAnswers];
  if (!known.some((answer) => answer === text))
    throw new InvalidArgumentError(`Allowed answers are ${known.join(', ')}.`);
  return text;
}
