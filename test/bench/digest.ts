import type { IsoTime, MailId } from '../../shared/domain/ids.ts';
import { digestLinks } from '../../shared/domain/link.ts';
import { renderDigest } from '../../shared/render/mail/digest-mail.tsx';
import { digest, links as ownLinks } from '../render/digests.ts';
import { median } from './runs.ts';

const times = 200;

/**
 * Renders a digest over and over: `compute` is the processor time of one rendering when warm, in seconds, `count` the
 * bytes of HTML.
 */
export async function renderDigestOften(size: number): Promise<{ count: number; compute: number }> {
  const value = digest(size, 'de');
  const { ownerId, period, questions, evaluatedAt } = value;
  const record = {
    ownerId,
    period,
    questions: questions.map(({ no, subject }) => ({ no, subject })),
    mailId: 'digest-2026-11' as MailId,
    openedAt: evaluatedAt,
    expiresAt: '2026-12-31T07:00:00.000Z' as IsoTime,
    linkKey: '0123456789abcdef'.repeat(4),
  };
  const links = { ...ownLinks, ...digestLinks(record, 'https://woher.halvorsen.example') };
  let bytes = 0;
  const seconds = Array.from({ length: times }, () => {
    const before = process.cpuUsage();
    bytes = Buffer.byteLength(renderDigest(value, links).html);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  });
  return { count: bytes, compute: median(seconds.slice(times / 2)) };
}
