import type { ContactState } from '../../shared/domain/contact.ts';
import type { ImportRecord } from '../../shared/domain/import.ts';
import type { MailState } from '../../shared/domain/mail-state.ts';
import type { Locale } from '../../shared/domain/owner.ts';
import type { RemovalStatus } from '../../shared/domain/removal.ts';
import { catalogueFor } from '../../shared/render/locales/catalogue.ts';

/** What the commands and pages of the local home say; everything else comes from the shared catalogue. */
export type LocalWords = {
  readonly noContacts: string;
  readonly unfinished: string;
  /** An import is half applied: what could be told may be of two exports at once. */
  readonly halfRead: string;
  /** What follows from a command waits for another try. */
  readonly waiting: string;
  importGivenUp(folder: string): string;
  stepGivenUp(folder: string): string;
  readonly futureAt: string;
  findings(count: number): string;
  readonly noFindings: string;
  readonly noDecisions: string;
  /** An answer that is not in force until it is confirmed; without one, one was taken back. */
  unconfirmed(answer: string): string;
  readonly noImports: string;
  readonly noMails: string;
  readonly nothingNew: string;
  asked(questions: number, open: number): string;
  sentTo(address: string): string;
  took(seconds: number): string;
  recorded(name: string, answer: string): string;
  /** How many of a group were answered with it. */
  answeredOf(count: number, total: number): string;
  readonly copying: string;
  readonly reading: string;
  readonly state: Readonly<Record<ContactState, string>>;
  readonly mailState: Readonly<Record<MailState, string>>;
  readonly importStatus: Readonly<Record<ImportRecord['status'], string>>;
  readonly removal: Readonly<Record<RemovalStatus, string>>;
  readonly start: {
    readonly overview: string;
    readonly inbox: string;
    readonly upload: string;
    readonly review: string;
    /** The home has no import yet. */
    nothingImported(url: string): string;
    drop(folder: string): string;
    readonly stop: string;
    readonly stopping: string;
    givenUp(folder: string): string;
    readonly dropFailed: string;
    readonly tickFailed: string;
    readonly broken: string;
  };
  readonly pages: {
    readonly overview: string;
    readonly inbox: string;
    readonly imports: string;
    readonly upload: string;
    readonly back: string;
    readonly toReview: string;
    readonly failed: string;
    readonly failedLead: string;
    readonly notFound: string;
    readonly asText: string;
    readonly headers: string;
    readonly original: string;
    readonly mail: string;
    readonly local: string;
    exported(day: string): string;
  };
};

const { number: deNumber } = catalogueFor('de');
const { number: enNumber } = catalogueFor('en');
const { number: nlNumber } = catalogueFor('nl');
/** Seconds need no more than a tenth. */
const tenths = (value: number): number => Math.round(value * 10) / 10;

const de: LocalWords = {
  noContacts: 'Noch keine Kontakte. Importiere zuerst einen Export.',
  unfinished: 'Der Import ist noch nicht fertig; er geht beim nächsten Start weiter.',
  halfRead:
    'Ein Export ist erst halb eingelesen, und so lange lässt sich nichts Verlässliches sagen. Versuche es gleich noch einmal; bleibt es dabei, importiere die Datei noch einmal.',
  waiting: 'Noch ist nicht alles fertig, aber nichts ist verloren: Führe den Befehl gleich noch einmal aus.',
  importGivenUp: (folder) =>
    `Der Import ist gescheitert und wurde aufgegeben; nichts ist verloren, er liegt in ${folder}: Führe den Befehl noch einmal aus.`,
  stepGivenUp: (folder) =>
    `Ein Schritt ist gescheitert und wurde aufgegeben; nichts ist verloren, er liegt in ${folder}: Führe den Befehl in einer Stunde noch einmal aus.`,
  futureAt: 'Die Zeit von --at liegt in der Zukunft: Bis dahin warten die stündlichen Prüfungen.',
  findings: (count) => (count === 1 ? '1 offene Frage' : `${deNumber(count)} offene Fragen`),
  noFindings: 'Nichts zu fragen.',
  noDecisions: 'Noch keine Antworten.',
  unconfirmed: (answer) => `(unbestätigt: ${answer === '' ? 'zurückgenommen' : answer})`,
  noImports: 'Noch keine Importe.',
  noMails: 'Noch keine Mails.',
  nothingNew: 'Keine neue Mail.',
  asked: (questions, open) => `${deNumber(open)} offene Fragen, davon ${deNumber(questions)} in der Mail.`,
  sentTo: (address) => `Mail zugestellt an ${address}.`,
  took: (seconds) => `Fertig nach ${deNumber(tenths(seconds))} s.`,
  recorded: (name, answer) => `${name}: ${answer}.`,
  answeredOf: (count, total) =>
    `${deNumber(count)} von ${deNumber(total)} Kontakten der Gruppe sind damit beantwortet.`,
  copying: 'wird übernommen',
  reading: 'wird gelesen',
  state: { connected: 'verbunden', missing: 'fehlt im neuesten Export', gone: 'nicht mehr verbunden' },
  mailState: {
    rendered: 'geschrieben',
    sending: 'unterwegs',
    sent: 'verschickt',
    delivered: 'zugestellt',
    bounced: 'zurückgekommen',
    waiting: 'wartet',
    held: 'angehalten',
    failed: 'nicht zustellbar',
  },
  importStatus: {
    accepted: 'angenommen',
    held: 'zurückgehalten',
    rejected: 'abgelehnt',
    applying: 'läuft',
    replaced: 'durch einen späteren ersetzt',
  },
  removal: {
    promised: 'vorgemerkt',
    done: 'entfernt',
    stillThere: 'noch da',
    cameBack: 'wieder da',
  },
  start: {
    overview: 'Übersicht',
    inbox: 'Posteingang',
    upload: 'Hochladen',
    review: 'Fragen',
    nothingImported: (url) => `Noch nichts importiert: Lade deinen Export hoch unter ${url}`,
    drop: (folder) => `Dateien, die in ${folder} landen, werden von selbst importiert.`,
    stop: 'Beenden mit Strg-C.',
    stopping: 'Wird beendet …',
    givenUp: (folder) =>
      `Ein Schritt ist gescheitert und wurde aufgegeben; nichts ist verloren, er liegt in ${folder}.`,
    dropFailed:
      'Eine Datei aus dem Ordner drop wurde nicht importiert; sie liegt noch dort, und der nächste Start versucht es wieder.',
    tickFailed: 'Die stündliche Prüfung ist gescheitert; die nächste holt sie nach.',
    broken:
      'Der Datenordner lässt sich nicht beschreiben, Woher endet; was noch zu tun war, geht beim nächsten Start weiter.',
  },
  pages: {
    overview: 'Deine Exporte und Mails',
    inbox: 'Posteingang',
    imports: 'Importe',
    upload: 'Export hochladen',
    back: 'Zur Übersicht',
    toReview: 'Fragen beantworten',
    failed: 'Das hat nicht geklappt',
    failedLead: 'Der Import wurde nicht fertig. Lade die Datei noch einmal hoch.',
    notFound: 'Hier ist nichts',
    asText: 'Textfassung',
    headers: 'Kopfzeilen',
    original: 'Als Datei (.eml)',
    mail: 'Mail',
    local: 'Läuft nur auf diesem Rechner.',
    exported: (day) => `Stand ${day}`,
  },
};

const en: LocalWords = {
  noContacts: 'No contacts yet. Import an export first.',
  unfinished: 'The import is not finished; it goes on at the next start.',
  halfRead:
    'An export is only half read in, and until it is done nothing can be said for sure. Try again in a moment; if it stays so, import the file once more.',
  waiting: 'Not everything is done yet, but nothing is lost: run the command again in a moment.',
  importGivenUp: (folder) =>
    `The import failed and was given up; nothing is lost, it lies in ${folder}: run the command again.`,
  stepGivenUp: (folder) =>
    `A step failed and was given up; nothing is lost, it lies in ${folder}: run the command again in an hour.`,
  futureAt: 'The time of --at is yet to come: the hourly checks wait until then.',
  findings: (count) => (count === 1 ? '1 open question' : `${enNumber(count)} open questions`),
  noFindings: 'Nothing to ask.',
  noDecisions: 'No answers yet.',
  unconfirmed: (answer) => `(not confirmed: ${answer === '' ? 'taken back' : answer})`,
  noImports: 'No imports yet.',
  noMails: 'No mails yet.',
  nothingNew: 'No new mail.',
  asked: (questions, open) => `${enNumber(open)} open questions, ${enNumber(questions)} of them in the mail.`,
  sentTo: (address) => `Mail delivered to ${address}.`,
  took: (seconds) => `Done after ${enNumber(tenths(seconds))} s.`,
  recorded: (name, answer) => `${name}: ${answer}.`,
  answeredOf: (count, total) =>
    `${enNumber(count)} of the ${enNumber(total)} contacts of the group are answered by it.`,
  copying: 'copying',
  reading: 'reading',
  state: { connected: 'connected', missing: 'missing in the newest export', gone: 'no longer connected' },
  mailState: {
    rendered: 'written',
    sending: 'on its way',
    sent: 'sent',
    delivered: 'delivered',
    bounced: 'came back',
    waiting: 'waiting',
    held: 'held',
    failed: 'not deliverable',
  },
  importStatus: {
    accepted: 'accepted',
    held: 'held',
    rejected: 'rejected',
    applying: 'running',
    replaced: 'replaced by a later one',
  },
  removal: { promised: 'promised', done: 'removed', stillThere: 'still there', cameBack: 'back again' },
  start: {
    overview: 'Overview',
    inbox: 'Inbox',
    upload: 'Upload',
    review: 'Questions',
    nothingImported: (url) => `Nothing imported yet: upload your export at ${url}`,
    drop: (folder) => `Files dropped into ${folder} are imported by themselves.`,
    stop: 'Stop with Ctrl-C.',
    stopping: 'Stopping …',
    givenUp: (folder) => `A step failed and was given up; nothing is lost, it lies in ${folder}.`,
    dropFailed:
      'A file in the folder drop was not imported; it is still there, and the next start tries again.',
    tickFailed: 'The hourly check failed; the next one makes up for it.',
    broken: 'The data folder cannot be written, Woher ends; what was left to do goes on at the next start.',
  },
  pages: {
    overview: 'Your exports and mails',
    inbox: 'Inbox',
    imports: 'Imports',
    upload: 'Upload an export',
    back: 'To the overview',
    toReview: 'Answer the questions',
    failed: 'That did not work',
    failedLead: 'The import did not finish. Upload the file once more.',
    notFound: 'Nothing here',
    asText: 'As text',
    headers: 'Headers',
    original: 'As a file (.eml)',
    mail: 'Mail',
    local: 'Runs on this machine only.',
    exported: (day) => `As of ${day}`,
  },
};

const nl: LocalWords = {
  noContacts: 'Nog geen contacten. Importeer eerst een export.',
  unfinished: 'De import is nog niet klaar; hij gaat bij de volgende start verder.',
  halfRead:
    'Een export is pas half ingelezen, en zolang valt er niets met zekerheid te zeggen. Probeer het zo meteen opnieuw; blijft het zo, importeer het bestand dan nog een keer.',
  waiting: 'Nog niet alles is klaar, maar er is niets verloren: voer de opdracht zo meteen nog een keer uit.',
  importGivenUp: (folder) =>
    `De import is mislukt en opgegeven; er is niets verloren, hij ligt in ${folder}: voer de opdracht nog een keer uit.`,
  stepGivenUp: (folder) =>
    `Een stap is mislukt en opgegeven; er is niets verloren, hij ligt in ${folder}: voer de opdracht over een uur nog een keer uit.`,
  futureAt: 'De tijd van --at ligt in de toekomst: tot dan wachten de uurlijkse controles.',
  findings: (count) => (count === 1 ? '1 open vraag' : `${nlNumber(count)} open vragen`),
  noFindings: 'Niets te vragen.',
  noDecisions: 'Nog geen antwoorden.',
  unconfirmed: (answer) => `(niet bevestigd: ${answer === '' ? 'teruggenomen' : answer})`,
  noImports: 'Nog geen imports.',
  noMails: 'Nog geen mails.',
  nothingNew: 'Geen nieuwe mail.',
  asked: (questions, open) => `${nlNumber(open)} open vragen, waarvan ${nlNumber(questions)} in de mail.`,
  sentTo: (address) => `Mail bezorgd bij ${address}.`,
  took: (seconds) => `Klaar na ${nlNumber(tenths(seconds))} s.`,
  recorded: (name, answer) => `${name}: ${answer}.`,
  answeredOf: (count, total) =>
    `${nlNumber(count)} van de ${nlNumber(total)} contacten van de groep zijn hiermee beantwoord.`,
  copying: 'wordt gekopieerd',
  reading: 'wordt gelezen',
  state: { connected: 'verbonden', missing: 'ontbreekt in de nieuwste export', gone: 'niet meer verbonden' },
  mailState: {
    rendered: 'geschreven',
    sending: 'onderweg',
    sent: 'verstuurd',
    delivered: 'bezorgd',
    bounced: 'teruggekomen',
    waiting: 'wacht',
    held: 'aangehouden',
    failed: 'niet te bezorgen',
  },
  importStatus: {
    accepted: 'geaccepteerd',
    held: 'tegengehouden',
    rejected: 'geweigerd',
    applying: 'loopt',
    replaced: 'vervangen door een latere',
  },
  removal: {
    promised: 'op de verwijderlijst',
    done: 'verwijderd',
    stillThere: 'nog aanwezig',
    cameBack: 'weer terug',
  },
  start: {
    overview: 'Overzicht',
    inbox: 'Inbox',
    upload: 'Uploaden',
    review: 'Vragen',
    nothingImported: (url) => `Nog niets geïmporteerd: upload je export op ${url}`,
    drop: (folder) => `Bestanden die in ${folder} komen, worden vanzelf geïmporteerd.`,
    stop: 'Stoppen met Ctrl-C.',
    stopping: 'Wordt gestopt …',
    givenUp: (folder) => `Een stap is mislukt en opgegeven; er is niets verloren, hij ligt in ${folder}.`,
    dropFailed:
      'Een bestand uit de map drop is niet geïmporteerd; het ligt er nog, en de volgende start probeert het opnieuw.',
    tickFailed: 'De uurlijkse controle is mislukt; de volgende haalt die in.',
    broken:
      'Er kan niet in de gegevensmap worden geschreven, Woher stopt; wat nog te doen was, gaat bij de volgende start verder.',
  },
  pages: {
    overview: 'Je exports en mails',
    inbox: 'Inbox',
    imports: 'Imports',
    upload: 'Export uploaden',
    back: 'Naar het overzicht',
    toReview: 'Vragen beantwoorden',
    failed: 'Dat is niet gelukt',
    failedLead: 'De import is niet voltooid. Upload het bestand nog een keer.',
    notFound: 'Hier is niets',
    asText: 'Als tekst',
    headers: 'Headers',
    original: 'Als bestand (.eml)',
    mail: 'Mail',
    local: 'Draait alleen op deze computer.',
    exported: (day) => `Stand van ${day}`,
  },
};

const all: Readonly<Record<Locale, LocalWords>> = { de, en, nl };

export const localWords = (locale: Locale): LocalWords => all[locale];
