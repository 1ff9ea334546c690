import type { Answer, Origin, PairAnswer } from '../../domain/decision.ts';
import type { Hook } from '../../domain/digest.ts';
import type { Evidence, OriginStatus, Reciprocity } from '../../domain/evidence-kinds.ts';
import type { Reason } from '../../domain/finding.ts';
import type { Locale } from '../../domain/owner.ts';
import type { FileKind, Rejection, SkipReason } from '../../domain/snapshot.ts';
import type { ReasonTexts } from './reason-texts.ts';
import type { ImportedTexts } from './upload-texts.ts';
import type { Words } from './words.ts';

/**
 * What Woher says in one language wherever it speaks; what only mails or only pages say is apart, so that no function
 * carries the other's texts. Names in the sentences come out isolated (see `isolated`).
 */
export type Catalogue = Words &
  ReasonTexts & {
    readonly locale: Locale;
    /** A name to show, isolated; a person without a name gets words instead. */
    name(name: string): string;
    /** Why somebody is asked about: one sentence with a dated fact. */
    reason(reason: Reason, person: { readonly name: string }): string;
    /** A memory hook, as a whole sentence. */
    hook(hook: Hook): string;
    /** One fact, without a full stop: "Konversation mit Rückfrage, zuletzt Mai 2025". */
    evidence(evidence: Evidence): string;
    /** What a refused upload is, and what to do. */
    rejection(rejection: Rejection): string;
    /** How to get an export from LinkedIn, as a whole sentence. */
    readonly howToExport: string;
    readonly originStatus: Readonly<Record<OriginStatus, string>>;
    readonly reciprocity: Readonly<Record<Reciprocity, string>>;
    /** Words on buttons. */
    readonly answer: Readonly<Record<Answer | PairAnswer, string>>;
    readonly origin: Readonly<Record<Origin, string>>;
    readonly fileKind: Readonly<Record<FileKind | 'review' | 'unknown', string>>;
    readonly skipReason: Readonly<Record<SkipReason, string>>;
    readonly imported: ImportedTexts;
  };
