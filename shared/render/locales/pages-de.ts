import type { Withdrawal } from '../../domain/removal.ts';
import type { PagesTexts } from './pages-texts.ts';
import { isolated, wordsFor } from './words.ts';

const { list, number, plural } = wordsFor('de');

const withdrawn: Readonly<Record<Withdrawal, string>> = {
  recommendationGiven: 'die Empfehlung, die du geschrieben hast',
  recommendationReceived: 'die Empfehlung, die du bekommen hast',
  endorsementGiven: 'Kenntnisse, die du bestätigt hast',
  endorsementReceived: 'Kenntnisse, die dir bestätigt wurden',
};

/** German, the person addressed with "du". */
export const pagesDe: PagesTexts = {
  title: 'Woher kennen wir uns?',
  heading: 'Woher kennen wir uns?',
  overview: ({ questions, minutes, open }) =>
    [
      plural(questions, { one: '# Kontakt', other: '# Kontakte' }),
      `etwa ${plural(minutes, { one: '# Minute', other: '# Minuten' })}`,
      open === 0 ? 'alles beantwortet' : `${number(open)} insgesamt offen`,
    ].join(' · '),
  overviewNext: ({ questions, open }) =>
    questions === open
      ? plural(questions, { one: 'Der letzte offene Kontakt', other: 'Die letzten # offenen Kontakte' })
      : `Die nächsten ${number(questions)} von ${number(open)} offenen Kontakten`,
  oneLead: 'Erst der Knopf unten zählt. Du kannst es dir danach noch anders überlegen.',
  answersMean: 'Was die Antworten bedeuten',
  answerMeans: {
    keep: 'Woher fragt nicht wieder nach dieser Person.',
    remove:
      'Kommt auf deine Liste zum Entfernen. Auf LinkedIn entfernst du selbst, Woher entfernt niemanden.',
    later: 'In frühestens 14 Tagen wird wieder gefragt.',
    mute: 'Ihr bleibt verbunden; du drückst auf LinkedIn „Nicht mehr folgen“.',
  },
  connectedSince: (day) => `Verbunden seit ${day}`,
  jobAt: ({ position, company }) =>
    position !== undefined && company !== undefined
      ? `${isolated(position)} bei ${isolated(company)}`
      : isolated(position ?? company ?? ''),
  profile: 'Profil auf LinkedIn',
  newTab: (name) => `von ${name}, öffnet in einem neuen Tab`,
  evidence: { found: 'Gefunden', notFound: 'Nichts gefunden in', notThere: 'In keinem Export' },
  excerpt: ({ kind, by }, { name, day }) => {
    const when = day === undefined ? '' : `, ${day}`;
    if (kind === 'linkedInNote') return `Deine Notiz auf LinkedIn${when}`;
    if (kind === 'invitationNote')
      return by === 'owner' ? `Deine Einladung${when}` : `Einladung von ${name}${when}`;
    return by === 'owner' ? `Deine erste Nachricht${when}` : `Erste Nachricht von ${name}${when}`;
  },
  withdraws: (things) =>
    `Beim Entfernen verschwindet auf LinkedIn: ${list(things.map((thing) => withdrawn[thing]))}.`,
  answered: (answer, day) => `Beantwortet: ${answer}, ${day}`,
  origin: { label: 'Woher kennt ihr euch?', none: 'keine Angabe' },
  labels: {
    label: 'Stichwörter',
    hint: 'Durch Komma getrennt, zum Beispiel: Messe, Hannover',
    problem: 'Höchstens 10 Stichwörter mit je höchstens 40 Zeichen.',
  },
  note: {
    label: 'Notiz',
    hint: 'Nur für dich; sie steht nie in einer Mail.',
    problem: 'Höchstens 1.000 Zeichen.',
  },
  save: { one: 'Antwort speichern', many: 'Antworten speichern' },
  openStaysOpen: 'Was du offen lässt, bleibt offen.',
  all: (count) =>
    plural(count, {
      one: 'Zur Seite mit allen Fragen der Mail',
      other: 'Alle # Fragen der Mail auf einer Seite',
    }),
  back: 'Zurück zu den Fragen der Mail',
  noLongerThere:
    'Diese Frage hat sich erledigt: Die Person steht nicht mehr in deinem neuesten Export. Deine früheren Antworten bleiben erhalten.',
  nothingFurther: 'Hier ist nichts mehr offen. Schön.',
  problem: {
    notPressed:
      'Es wurde nichts gespeichert: Der Browser hat nicht mitgeteilt, dass du selbst auf den Knopf gedrückt hast. Drücke ihn bitte noch einmal.',
    nothingAnswered: 'Es wurde nichts gespeichert: Noch ist keine Antwort gewählt.',
    unreadable:
      'Es wurde nichts gespeichert: Das Formular kam nicht so an, wie es hier steht. Bitte antworte noch einmal.',
    tooLong: 'Es wurde nichts gespeichert: Die markierten Felder sind zu lang.',
    tooLarge: 'Es wurde nichts gespeichert: Das ist mehr Text, als hier Platz hat.',
    changedSince: 'Es wurde nichts geändert: Seither gab es eine andere Antwort. So steht es jetzt.',
  },
  receipt: {
    heading: (count) => plural(count, { one: 'Eine Antwort gespeichert', other: '# Antworten gespeichert' }),
    lead: 'So steht es jetzt. Du kannst jede Antwort zurücknehmen.',
    labels: 'Stichwörter',
    note: 'Notiz',
    undo: 'Zurücknehmen',
    undoWhom: (name) => `für ${name}`,
    removeHeading: 'Jetzt auf LinkedIn entfernen',
    removeLead:
      'Öffne das Profil, dann „Mehr“ und „Kontakt entfernen“. LinkedIn sagt der Person nichts davon. Der nächste Export zeigt, ob es geklappt hat.',
    removeLink: 'Profil öffnen',
    muteHeading: 'Jetzt auf LinkedIn stummschalten',
    muteLead: 'Öffne das Profil, dann „Mehr“ und „Nicht mehr folgen“. Ihr bleibt verbunden.',
    unanswered: (count) =>
      plural(count, { one: 'Noch # Frage dieser Mail', other: 'Noch # Fragen dieser Mail' }),
    next: (count) => plural(count, { one: 'Die nächste Frage', other: 'Die nächsten # Fragen' }),
    open: (count) =>
      plural(count, { one: '# Kontakt ist noch offen.', other: '# Kontakte sind noch offen.' }),
    allDone: 'Alles beantwortet. Bis zum nächsten Mal.',
  },
  undone: {
    open: (name) => `Zurückgenommen: ${name} ist wieder offen.`,
    again: (name, answer) => `Zurückgenommen: Für ${name} gilt wieder „${answer}“.`,
  },
  removals: {
    heading: 'Vorgemerkt zum Entfernen',
    lead: 'Woher entfernt niemanden. Hier stehen die Kontakte, bei denen du „Entfernen“ gewählt hast, und was der neueste Export dazu zeigt.',
    none: 'Du hast niemanden zum Entfernen vorgemerkt.',
    link: 'Liste der vorgemerkten Kontakte',
    promised: (day) => `Vorgemerkt am ${day}`,
    status: {
      promised: 'wartet auf den nächsten Export',
      done: 'erledigt',
      stillThere: 'noch da',
      cameBack: 'wieder da',
    },
    proved: (status, day) =>
      ({
        done: `Im Export vom ${day} nicht mehr dabei`,
        stillThere: `Im Export vom ${day} noch verbunden`,
        cameBack: `Im Export vom ${day} wieder verbunden`,
      })[status],
    whatHappens: 'Was beim Entfernen geschieht',
    facts: [
      'LinkedIn benachrichtigt die Person nicht.',
      'Empfehlungen und bestätigte Kenntnisse zwischen euch werden zurückgezogen.',
      'Nur du kannst sie später neu einladen; rückgängig machen lässt es sich nicht.',
      'LinkedIn entfernt nur einzeln: Profil öffnen, „Mehr“, „Kontakt entfernen“.',
    ],
  },
  footer:
    'Diese Seite lädt nichts von anderen Servern. Der Link darauf gilt 60 Tage; wer ihn hat, kann antworten: Leite die Mail nicht weiter.',
  unknownLink: {
    heading: 'Dieser Link gilt nicht mehr',
    lines: [
      'Er ist abgelaufen, wurde zurückgezogen oder nicht vollständig übernommen.',
      'Öffne ihn noch einmal aus der neuesten Mail. Wenn sie älter als 60 Tage ist: Die nächste bringt neue Links, und deine Antworten bleiben erhalten.',
    ],
  },
  fault: {
    heading: 'Das hat gerade nicht geklappt',
    lines: [
      'Verloren ist nichts: Was schon gespeichert war, bleibt gespeichert.',
      'Versuche es in einer Minute noch einmal; dieselben Antworten dürfen ruhig zweimal ankommen.',
    ],
  },
};
