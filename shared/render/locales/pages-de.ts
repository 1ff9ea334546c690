import type { Withdrawal } from '../../domain/removal.ts';
import { mostGroupChats, type RemovalPrice } from '../../domain/removal-price.ts';
import type { PagesTexts } from './pages-texts.ts';
import { isolated, shownText, wordsFor } from './words.ts';

const { list, number, plural } = wordsFor('de');

const withdrawn: Readonly<Record<Withdrawal, string>> = {
  recommendationGiven: 'die Empfehlung, die du geschrieben hast',
  recommendationReceived: 'die Empfehlung, die du bekommen hast',
  endorsementGiven: 'Kenntnisse, die du bestätigt hast',
  endorsementReceived: 'Kenntnisse, die dir bestätigt wurden',
};

const priceLines = ({ onlyContactAt, withdraws, email, groupChats, noted }: RemovalPrice): string[] => [
  ...(onlyContactAt === undefined ? [] : [`Dein einziger Kontakt bei ${isolated(onlyContactAt)}.`]),
  ...(withdraws.length === 0
    ? []
    : [`Auf LinkedIn verschwindet: ${list(withdraws.map((thing) => withdrawn[thing]))}.`]),
  ...(email ? ['Im Export steht eine E-Mail-Adresse: Notiere sie vorher, wenn du sie brauchst.'] : []),
  ...(groupChats === 0
    ? []
    : [
        `Ihr seid zusammen in ${groupChats < mostGroupChats ? plural(groupChats, { one: 'einem Gruppenchat', other: '# Gruppenchats' }) : `mindestens ${number(groupChats)} Gruppenchats`}.`,
      ]),
  ...(noted ? ['Deine Notiz auf LinkedIn zu diesem Kontakt.'] : []),
];

// Before the comma, when there is a name.
const greeted = (name: string): string => (shownText(name) === '' ? 'Hallo' : `Hallo ${shownText(name)}`);

/** German, the person addressed with "du". */
export const pagesDe: PagesTexts = {
  title: 'Woher kennen wir uns?',
  heading: 'Woher kennen wir uns?',
  overview: ({ questions, minutes, open }) =>
    [
      plural(questions, { one: '# Frage', other: '# Fragen' }),
      `etwa ${plural(minutes, { one: '# Minute', other: '# Minuten' })}`,
      open === 0 ? 'alles beantwortet' : `${number(open)} insgesamt offen`,
    ].join(' · '),
  overviewNext: ({ questions, open }) =>
    questions === open
      ? plural(questions, { one: 'Die letzte offene Frage', other: 'Die letzten # offenen Fragen' })
      : `Die nächsten ${number(questions)} von ${number(open)} offenen Fragen`,
  oneLead: 'Erst der Knopf unten zählt. Du kannst es dir danach noch anders überlegen.',
  answersMean: 'Was die Antworten bedeuten',
  answerMeans: {
    keep: () => 'Woher fragt nicht wieder nach dieser Person.',
    remove: () =>
      'Kommt auf deine Liste zum Entfernen. Auf LinkedIn entfernst du selbst, Woher entfernt niemanden.',
    later: ({ laterAfterDays, laterRounds }) =>
      `In frühestens ${number(laterAfterDays)} Tagen wird wieder gefragt, ${plural(laterRounds, { one: 'nur einmal', other: 'höchstens #-mal hintereinander' })}.`,
    ask: ({ askAgainAfterDays }) =>
      `Du schreibst der Person; den Text dafür gibt es zum Kopieren. Nach ${number(askAgainAfterDays)} Tagen wird wieder gefragt.`,
    mute: () => 'Ihr bleibt verbunden; du drückst auf LinkedIn „Nicht mehr folgen“.',
  },
  connectedSince: (day) => `Verbunden seit ${day}`,
  jobAt: ({ position, company }) =>
    position !== undefined && company !== undefined
      ? `${isolated(position)} bei ${isolated(company)}`
      : isolated(position ?? company ?? ''),
  profile: 'Profil auf LinkedIn',
  newTab: (name) => `von ${name}, öffnet in einem neuen Tab`,
  evidence: {
    found: 'Gefunden',
    notFound: 'Nichts gefunden in',
    empty: 'Ohne lesbare Zeile',
    notThere: 'In keinem Export',
  },
  excerpt: ({ kind, by }, { name, day }) => {
    const when = day === undefined ? '' : `, ${day}`;
    if (kind === 'linkedInNote') return `Deine Notiz auf LinkedIn${when}`;
    if (kind === 'invitationNote')
      return by === 'owner' ? `Deine Einladung${when}` : `Einladung von ${name}${when}`;
    return by === 'owner' ? `Deine erste Nachricht${when}` : `Erste Nachricht von ${name}${when}`;
  },
  price: { heading: 'Was das Entfernen kostet', lines: priceLines },
  answered: (answer, day) => `Beantwortet: ${answer}, ${day}`,
  putOff: (day) => `Am ${day} auf später verschoben.`,
  later: (round, of) =>
    `Zum ${number(round)}. Mal aufgeschoben${round > of ? '' : `, höchstens ${number(of)}-mal`}`,
  laterOver: 'Jetzt bitte entscheiden: „Später“ gibt es hier nicht mehr.',
  asked: (day) => `Nachgefragt am ${day}`,
  comesBack: (day) => `Kommt frühestens am ${day} wieder`,
  asking: {
    heading: 'Text zum Kopieren',
    hint: 'Einmal antippen markiert den ganzen Text.',
    language: 'Deutsch',
    message: ({ name, day }) =>
      `${greeted(name)}, wir sind hier seit dem ${day} vernetzt. Beim Durchsehen meiner Kontakte kam ich nicht mehr darauf: Woher kennen wir uns? Über eine kurze Zeile freue ich mich. Viele Grüße`,
    reply: ({ name, day }) =>
      `${greeted(name)}, danke für die Einladung vom ${day}. Bevor ich sie annehme, eine Frage: Woher kennen wir uns, oder worum geht es? Viele Grüße`,
  },
  compliance: {
    reason: (reason) => `Dein Grund für die Liste: ${reason}`,
    label: 'Notiz, zum Behalten: aus welchem Grund?',
    hint: 'Wer auf deiner Liste steht, wird nur mit einem Grund behalten. Nur für dich; er steht nie in einer Mail.',
    missing: 'Zum Behalten fehlt hier der Grund.',
    ownCard: 'Steht auf deiner Liste: Behalten geht nur auf der eigenen Karte, mit einem Grund.',
  },
  group: {
    members: (count) => plural(count, { one: 'Der Kontakt', other: 'Die # Kontakte' }),
    more: (count) => plural(count, { one: 'Noch # Kontakt', other: 'Noch # Kontakte' }),
    choice: {
      group: 'wie die Gruppe',
      keep: 'behalten',
      remove: 'entfernen',
      single: 'einzeln fragen',
    },
    asAnswered: 'bleibt, wie beantwortet',
    choiceOf: (name) => `Für ${name}`,
    origin: 'Woher kennt ihr euch alle?',
    labels: {
      label: 'Was war es?',
      hint: 'Nenne es einmal, zum Beispiel: Messe Hannover. Es steht danach als Stichwort bei allen.',
    },
    hint: 'Eine Antwort für alle; darunter kannst du einzelne ausnehmen.',
  },
  reminder: {
    still: 'bleibt vorgemerkt',
    keep: 'doch behalten',
    hint: 'Öffne die Profile und entferne sie auf LinkedIn; der nächste Export zeigt es. Hier wählst du nur, wen du doch behalten möchtest.',
  },
  pair: {
    vanished: 'Nicht mehr dabei',
    appeared: 'Neu dabei',
    missingSince: (day) => `Fehlt seit dem Export vom ${day}`,
    firstSeen: (day) => `Zuerst im Export vom ${day}`,
    nothingKnown: 'Keine Spur auf LinkedIn.',
    hint: 'Bei „Dieselbe Person“ führt Woher beide als einen Kontakt, mit allem, was von beiden bekannt ist. Du kannst es zurücknehmen.',
  },
  invitation: {
    invitedOn: (day) => `Einladung vom ${day}`,
    answer: { keep: 'Annehmen', remove: 'Ablehnen' },
    hint: 'Auf LinkedIn nimmst du selbst an oder lehnst ab; Woher merkt sich nur, wie du entschieden hast.',
  },
  origin: { label: 'Woher kennt ihr euch?', none: 'keine Angabe' },
  labels: {
    label: 'Stichwörter',
    hint: 'Durch Komma getrennt, zum Beispiel: Messe, Hannover',
    problem: 'Höchstens 10 Stichwörter mit je höchstens 40 Zeichen.',
  },
  note: {
    label: 'Notiz',
    hint: 'Nur für dich, auch als Grund zum Entfernen; sie steht nie in einer Mail.',
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
  unconfirmed: {
    heading: 'Gilt noch nicht',
    lead: 'Diese Antworten kamen schneller, als jemand drücken kann; vielleicht hat ein Programm die Links deiner Mail geöffnet. Keine davon zählt, bis du noch einmal drückst oder anders antwortest. So lange fragt die nächste Mail wieder.',
    answered: (answer, day) =>
      `Gilt nicht: „${answer}“ vom ${day} kam schneller, als jemand drücken kann. Wähle noch einmal.`,
    takenBack: (day) =>
      `Gilt nicht: Am ${day} wurde eine Antwort zurückgenommen, schneller, als jemand drücken kann. Wähle noch einmal.`,
  },
  problem: {
    notPressed:
      'Es wurde nichts gespeichert: Der Browser hat nicht mitgeteilt, dass du selbst auf den Knopf gedrückt hast. Drücke ihn bitte noch einmal.',
    nothingAnswered: 'Es wurde nichts gespeichert: Noch ist keine Antwort gewählt.',
    unreadable:
      'Es wurde nichts gespeichert: Das Formular kam nicht so an, wie es hier steht. Bitte antworte noch einmal.',
    tooLong: 'Es wurde nichts gespeichert: Die markierten Felder sind zu lang.',
    tooLarge: 'Es wurde nichts gespeichert: Das ist mehr Text, als hier Platz hat.',
    laterTooOften:
      'Es wurde nichts gespeichert: Die markierten Fragen lassen sich nicht mehr aufschieben. Entscheide dich dort, oder lass sie offen.',
    reasonMissing:
      'Es wurde nichts gespeichert: Wer auf deiner Liste steht, wird nur mit einem Grund behalten. Trage ihn bei den markierten Fragen ein; aus einer Gruppe oder Erinnerung heraus geht das nur auf der eigenen Karte.',
    changedSince: 'Es wurde nichts geändert: Seither gab es eine andere Antwort. So steht es jetzt.',
    unconfirmed:
      'Das gilt noch nicht: Es kam mehr auf einmal, als jemand drücken kann. Unten steht, was jetzt gilt. Wähle dort eine Antwort, oder drücke auf „Zurücknehmen“, wo der Knopf steht.',
    unconfirmedInList:
      'Das gilt noch nicht: Es kam mehr auf einmal, als jemand drücken kann. Was hier aufgeführt ist, gilt weiter, bis du noch einmal auf „Zurücknehmen“ drückst.',
  },
  receipt: {
    heading: (count) => plural(count, { one: 'Eine Antwort gespeichert', other: '# Antworten gespeichert' }),
    nothingNew: 'Nichts geändert',
    lead: (days) =>
      `So steht es jetzt. Du kannst jede Antwort zurücknehmen, hier oder noch mindestens ${number(days)} Tage lang unter „Deine letzten Antworten“.`,
    labels: 'Stichwörter',
    note: 'Notiz',
    undo: 'Zurücknehmen',
    undoWhom: (name) => `für ${name}`,
    members: ({ asGroup, kept, removed }) =>
      [
        plural(asGroup, { one: '# Kontakt wie die Gruppe', other: '# Kontakte wie die Gruppe' }),
        ...(kept === 0 ? [] : [`${number(kept)} einzeln behalten`]),
        ...(removed === 0 ? [] : [`${number(removed)} einzeln zum Entfernen`]),
      ].join(' · '),
    removeHeading: 'Jetzt auf LinkedIn entfernen',
    removeLead:
      'Öffne das Profil, dann „Mehr“ und „Kontakt entfernen“. LinkedIn sagt der Person nichts davon. Der nächste Export zeigt, ob es geklappt hat.',
    removeLink: 'Profil öffnen',
    muteHeading: 'Jetzt auf LinkedIn stummschalten',
    muteLead: 'Öffne das Profil, dann „Mehr“ und „Nicht mehr folgen“. Ihr bleibt verbunden.',
    askHeading: 'Jetzt auf LinkedIn nachfragen',
    askLead: (days) =>
      `Kopiere den Text, öffne das Profil und schreib der Person. In ${number(days)} Tagen fragt Woher wieder; ist bis dahin im Export eine Antwort zu sehen, erledigt sich die Frage.`,
    invitationHeading: 'Jetzt auf LinkedIn antworten',
    invitationLead: 'Die Einladungen stehen dort unter „Ihr Netzwerk“ und „Einladungen“.',
    more: (count) => plural(count, { one: 'Noch # Kontakt', other: 'Noch # Kontakte' }),
    unanswered: (count) =>
      plural(count, { one: 'Noch # Frage dieser Mail', other: 'Noch # Fragen dieser Mail' }),
    next: (count) => plural(count, { one: 'Die nächste Frage', other: 'Die nächsten # Fragen' }),
    open: (count) => plural(count, { one: '# Frage ist noch offen.', other: '# Fragen sind noch offen.' }),
    allDone: 'Alles beantwortet. Bis zum nächsten Mal.',
  },
  answers: {
    link: 'Deine letzten Antworten',
    heading: 'Deine letzten Antworten',
    lead: (days) =>
      `Was du in den letzten ${number(days)} Tagen geantwortet hast, das Neueste zuerst. Nimmst du eine Antwort zurück, dann gilt die davor wieder, oder die Frage ist wieder offen.`,
    none: (days) => `In den letzten ${number(days)} Tagen gab es keine Antworten, die noch gelten.`,
    on: (day) => `Geantwortet am ${day}`,
    more: (count) => plural(count, { one: '# weitere Antwort', other: '# weitere Antworten' }),
  },
  undone: {
    open: (name) => `Zurückgenommen, wieder offen: ${name}.`,
    over: (name) => `Zurückgenommen: ${name}. Zu fragen gibt es dazu derzeit nichts.`,
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
    unsure: (day) =>
      `Fehlt seit dem Export vom ${day}. Sicher ist das noch nicht: Auch wenn dort das Ende der Datei oder eine Zeile fehlte, sähe es so aus. Ein Export, der mindestens 7 Tage neuer ist, zeigt es.`,
    whatHappens: 'Was beim Entfernen geschieht',
    facts: [
      'LinkedIn benachrichtigt die Person nicht.',
      'Empfehlungen und bestätigte Kenntnisse zwischen euch werden zurückgezogen.',
      'Nur du kannst sie später neu einladen; rückgängig machen lässt es sich nicht.',
      'LinkedIn entfernt nur einzeln: Profil öffnen, „Mehr“, „Kontakt entfernen“.',
    ],
    left: {
      heading: (count) =>
        plural(count, {
          one: 'Ein Kontakt ist nicht mehr verbunden',
          other: '# Kontakte sind nicht mehr verbunden',
        }),
      lead: 'Wer hier steht, fehlt in mindestens zwei Exporten, ohne dass du es wolltest. Warum, sagt LinkedIn nicht; vielleicht ist nur das Profil geschlossen. Zu tun ist nichts, und was du notiert hast, bleibt erhalten.',
      since: ({ connected, missing }) => `Verbunden seit ${connected}, fehlt seit dem Export vom ${missing}`,
    },
  },
  importing:
    'Gerade wird ein Export eingelesen: Zahlen und Angaben auf dieser Seite können sich noch ändern. Deine Antworten bleiben.',
  footer: (until) =>
    `Diese Seite lädt nichts von anderen Servern. Der Link darauf gilt ${until ? `bis zum ${until}` : 'eine Weile'}; wer ihn hat, kann antworten: Leite die Mail nicht weiter.`,
  unknownLink: {
    heading: 'Dieser Link gilt nicht mehr',
    lines: [
      'Er ist abgelaufen, wurde zurückgezogen oder nicht vollständig übernommen.',
      'Öffne ihn noch einmal aus der neuesten Mail. Gilt er auch dort nicht mehr: Die nächste bringt neue Links, und deine Antworten bleiben erhalten.',
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
