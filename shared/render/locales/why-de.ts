import type { Answer, PairAnswer } from '../../domain/decision.ts';
import type { EvidenceKind } from '../../domain/evidence-kinds.ts';
import type { OriginWhy, Way } from '../../domain/explain.ts';
import type { Blind, Rest, RuleId } from '../../domain/finding.ts';
import { policiesAsking } from '../../domain/policies-asking.ts';
import type { PolicyId } from '../../domain/policy.ts';
import { countOf, messagesOf, words } from './base-de.ts';
import { de } from './de.ts';
import type { WhyTexts } from './why-texts.ts';

const { day, number, list, plural } = words;

const kindOf: Readonly<Record<EvidenceKind, string>> = {
  answer: 'Deine Antwort mit Herkunft',
  linkedInNote: 'Deine Notiz auf LinkedIn',
  conversation: 'Gespräch mit Rückfrage',
  answeredOnce: 'Eine Nachricht, eine Antwort',
  groupChat: 'Kleiner Gruppenchat, beide schrieben',
  silentGroupChat: 'Anderer gemeinsamer Gruppenchat',
  recommendationGiven: 'Empfehlung von dir',
  recommendationReceived: 'Empfehlung für dich',
  invitationSentWithNote: 'Deine Einladung mit persönlichem Text',
  invitationSent: 'Deine Einladung ohne persönliche Worte',
  invitationReceivedWithNote: 'Einladung an dich, mit Text',
  sharedEmployer: 'Gemeinsamer Arbeitgeber',
  nearColleagues: 'Zeitgleich mit Leuten von der Arbeit',
  endorsementGiven: 'Von dir bestätigte Kenntnis',
  endorsementReceived: 'Dir bestätigte Kenntnis',
  addressBook: 'Eintrag im Adressbuch',
  nameSearch: 'Deine Suche nach dem Namen',
  ownEvent: 'Eigene Veranstaltung, gleiche Tage',
};
const quoted = (kind: EvidenceKind): string => `„${kindOf[kind]}“`;

const answerWord = (answer: Answer | PairAnswer): string => `„${de.answer[answer]}“`;
const ruleName = (ruleId: RuleId): string => `„${de.rule[ruleId]}“`;
const policies: Readonly<Record<PolicyId, string>> = {
  strict: 'streng',
  balanced: 'ausgewogen',
  open: 'offen',
  jobSearch: 'Jobsuche',
};
const policyName = (policy: PolicyId): string => `„${policies[policy]}“`;
const people = (count: number): string => `${number(count)} Menschen dieses Namens`;

const blind: Readonly<Record<Blind, string>> = {
  notThere:
    'In keinem Export lagen bisher Nachrichten: Erst wenn du einen mit messages.csv hochlädst, lässt sich auf LinkedIn nachsehen.',
  empty:
    'messages.csv war bisher leer: Erst ein Export mit Nachrichten (das große Datenarchiv) lässt auf LinkedIn nachsehen.',
  tooOld:
    'Die Nachrichten, die da sind, sind nicht neuer als eure Verbindung: Ein neuerer Export mit messages.csv ändert das.',
  cannotJoin:
    'In den Nachrichten von LinkedIn ist dieser Kontakt nicht sicher zu erkennen: Ein Export, dessen messages.csv die Profile nennt, ändert das.',
};

const thenAsked = ({ switchedOff }: { switchedOff?: true }): string =>
  switchedOff
    ? 'dass auch dann gefragt wird, hast du ausgeschaltet'
    : `mit der Richtlinie ${policyName('strict')} wird auch dann gefragt`;

function rest(why: Rest, ruleId: RuleId): string {
  switch (why.kind) {
    case 'notConnected':
      return `Ihr seid nicht mehr verbunden: Seit dem Export vom ${day(why.since)} fehlt der Kontakt; gefragt wird erst wieder, wenn ein Export ihn enthält.`;
    case 'missing':
      return why.inPair
        ? `Seit dem Export vom ${day(why.since)} fehlt der Kontakt, und zugleich erschien jemand, der dieselbe Person sein kann: Deine Antwort darauf klärt, ob ihr noch verbunden seid.`
        : `Seit dem Export vom ${day(why.since)} fehlt der Kontakt; ob ihr noch verbunden seid, zeigen erst weitere Exporte. Gefragt wird wieder, wenn einer ihn enthält.`;
    case 'notAskedByPolicy': {
      const others = policiesAsking(ruleId).map(policyName);
      return `Deine Richtlinie ${policyName(why.policy)} fragt danach nicht; gefragt wird mit ${list(others)}.`;
    }
    case 'switchedOff':
      return 'Diese Regel hast du ausgeschaltet; das gilt mit jeder Richtlinie, bis du sie wieder einschaltest.';
    case 'newContact':
      return `Die Verbindung ist noch jung: Gefragt wird frühestens ab dem ${day(why.until)}.`;
    case 'settled': {
      const until =
        why.until === undefined
          ? 'Das gilt, bis du die Antwort änderst.'
          : `Ab dem ${day(why.until)} wird wieder gefragt.`;
      return `Du hast am ${day(why.on)} ${answerWord(why.answer)} geantwortet. ${until}`;
    }
    case 'askedElsewhere':
      return `Danach fragt schon die Regel ${ruleName(why.ruleId)}; erst wenn die beantwortet ist, fragt auch diese.`;
    case 'notOnList':
      return 'Weder Arbeitgeber noch E-Mail-Domain noch Name stehen auf deiner Liste; ein neuer Eintrag dort ändert das.';
    case 'notPromised':
      return 'Du hast nicht gesagt, dass du den Kontakt entfernst; erst nach dieser Antwort wird daran erinnert.';
    case 'awaitsExport':
      return `Du hast am ${day(why.on)} „Entfernen“ gesagt; erinnert wird, wenn ein späterer Export den Kontakt noch enthält.`;
    case 'notPutOff':
      return 'Du hast die Frage weder auf später verschoben noch nachfragen wollen; erst nach so einer Antwort kommt sie hierüber wieder.';
    case 'answeredSince':
      return 'Du wolltest nachfragen, und auf LinkedIn kam seither eine Nachricht; erst ein neues „Nachfragen“ oder „Später“ ändert das.';
    case 'nobodyAlike':
      return 'Niemand Ähnliches ist aus deinen Exporten verschwunden, als dieser Kontakt erschien; erst so ein Wechsel führt zu dieser Frage.';
    case 'cannotKnow':
      return blind[why.because ?? 'cannotJoin'];
    case 'namesakes':
      return `Was auf LinkedIn geschrieben wurde, kann zu jedem von ${people(why.namesakes)} gehören; ein Export, dessen Dateien die Profile nennen, klärt das.`;
    case 'originKnown':
      return `Woher ihr euch kennt, steht fest (${quoted(why.by)}); das bleibt so, solange diese Spur gilt.`;
    case 'originUnclear':
      return why.hint === undefined
        ? `Was sich fand, kann zu mehreren Kontakten dieses Namens gehören; ${thenAsked(why)}.`
        : `Es gibt einen Hinweis (${quoted(why.hint)}), aber keinen Beweis; ${thenAsked(why)}.`;
    case 'hasHint':
      return why.hint === undefined
        ? 'Was sich fand, kann zu mehreren Kontakten dieses Namens gehören; diese Frage gilt nur Kontakten, zu denen sich gar nichts findet.'
        : `Es gibt einen Hinweis (${quoted(why.hint)}); diese Frage gilt nur Kontakten, zu denen sich gar nichts findet.`;
    case 'noMessages':
      return 'Auf LinkedIn hat, von einer Einladung abgesehen, noch niemand von euch geschrieben; eine unbeantwortete Nachricht in einem Export ändert das.';
    case 'theyNeverWrote':
      return 'Der Kontakt hat dir auf LinkedIn, von einer Einladung abgesehen, nie geschrieben; gefragt wird erst, wenn solche Nachrichten in einem Export stehen.';
    case 'bothWrote':
      return 'Auf LinkedIn habt ihr beide geschrieben; das bleibt so, auch wenn einmal eine Antwort ausbleibt.';
    case 'neverMutual':
      return 'Zu zweit habt ihr auf LinkedIn noch nicht hin und her geschrieben; aus den Augen verlieren kann man sich erst danach.';
    case 'inGroups':
      return 'Auf LinkedIn schreibt ihr beide in einer gemeinsamen kleinen Gruppe; solange das in den Exporten steht, gilt das als Antwort.';
    case 'inGrace':
      return `Die Frist für eine Antwort auf LinkedIn läuft noch: Gefragt wird ab einem Export vom ${day(why.until)} oder später, wenn bis dahin keine darin steht.`;
    case 'tooFewMessages':
      return `Auf LinkedIn ${why.messages === 1 ? 'blieb eine Nachricht' : `blieben ${messagesOf(why.messages)}`} ohne Antwort; gefragt wird ab ${number(why.from)}, so steht es in deiner Richtlinie.`;
    case 'firstMessageLate':
      return `Die erste Nachricht kam auf LinkedIn ${plural(Math.abs(why.days), { one: '# Tag', other: '# Tage' })} ${why.days < 0 ? 'vor' : 'nach'} der Verbindung; gefragt wird nur bis ${number(why.within)}, so steht es in deiner Richtlinie.`;
    case 'noOccasion':
      return 'Weder eine eigene Veranstaltung in den Tagen der Verbindung noch ein Gespräch auf LinkedIn ist zu sehen; ein Export, der so etwas zeigt, ändert das.';
    case 'moreThanOccasion':
      if (why.unsureIn !== undefined)
        return `Eure letzte Nachricht auf LinkedIn ist vom ${words.month(why.unsureIn)}, genauer ist der Tag nicht gespeichert; vielleicht war es mehr als ein einzelner Anlass, darum wird nicht gefragt.`;
      return why.by === undefined
        ? 'Ihr habt euch auf LinkedIn auch später noch geschrieben; damit ist es mehr als ein einzelner Anlass, und das bleibt so.'
        : `Euch verbindet mehr als ein Anlass (${quoted(why.by)}); das bleibt so, solange diese Spur gilt.`;
    case 'inTouch':
      return `Das Letzte zwischen euch auf LinkedIn ist vom ${words.month(why.lastIn)}; gefragt wird, wenn ein Export ab dem ${words.date(why.from)} nichts Neueres zeigt.`;
    case 'noBurst':
      return `In den Tagen eurer Verbindung ${plural(why.connections, { one: 'kam # Kontakt', other: 'kamen # Kontakte' })} hinzu; als Gruppe wird erst ab ${number(why.from)} gefragt.`;
    case 'burstExplained':
      return `In den Tagen eurer Verbindung kamen ${number(why.connections)} Kontakte hinzu; als Gruppe wird erst gefragt, wenn sich zu mindestens ${number(why.percent)} % davon nichts findet und ${number(why.open)} noch offen sind.`;
    case 'noBulk':
      return 'Du hast diesen Kontakt nicht als einen von vielen an einem Tag ohne Worte eingeladen; nur ein Export, der das zeigt, führt zu dieser Frage.';
    case 'groupTooSmall':
      return `Du hast diesen Kontakt als einen von vielen an einem Tag ohne Worte eingeladen; als Gruppe wird erst gefragt, wenn ${number(why.from)} davon offen sind.`;
    case 'noColleaguesNear':
      return `In den ${number(why.within)} Tagen vor und nach eurer Verbindung kamen keine ${number(why.from)} belegten Kolleginnen und Kollegen hinzu; ein Export mit deinen Stationen (Positions.csv) kann das ändern.`;
    case 'fileMissing':
      return `In keinem Export lag bisher, was davon etwas zeigen kann: ${de.fileKind[why.file]}. Ein Export damit kann das ändern.`;
    case 'isContact':
      return 'Ihr seid schon verbunden; diese Regel fragt nur nach Einladungen, die noch offen sind.';
  }
}

function originWhy(why: OriginWhy): string {
  switch (why.kind) {
    case 'answered':
      return 'Du hast selbst gesagt, woher ihr euch kennt.';
    case 'strong':
      return `Ein Beleg genügt allein: ${de.evidence(why.evidence)}.`;
    case 'twoWeak':
      return `Mehrere Hinweise, wenigstens einer davon dein eigenes Tun: ${list(why.evidence.map(de.evidence))}.`;
    case 'oneHint':
      return `Nur ein Hinweis, der allein nicht genügt: ${de.evidence(why.evidence)}.`;
    case 'othersOnly':
      return `Nur Hinweise, an denen du selbst nichts getan hast: ${list(why.evidence.map(de.evidence))}.`;
    case 'namesakes':
      return `Was sich fand, kann zu jedem von ${people(why.namesakes)} gehören.`;
    case 'nothing':
      return why.messages === 0
        ? `Auf LinkedIn wurde bis zum ${day(why.searchedUntil)} gesucht und nichts gefunden.`
        : `Auf LinkedIn wurde bis zum ${day(why.searchedUntil)} gesucht: ${messagesOf(why.messages)}, kein Gespräch.`;
    case 'cannotKnow':
      return blind[why.because];
  }
}

function way(change: Way): string {
  switch (change.kind) {
    case 'answer':
      return 'Deine Antwort: Sie gilt vor allem anderen und bleibt, bis du sie änderst.';
    case 'upload':
      return `Ein Export, in dem auch das steht: ${list(change.files.map((file) => de.fileKind[file]))}. ${de.howToExport}`;
    case 'newerExport':
      return `Ein Export mit Nachrichten, der neuer ist als der ${day(change.than)}.`;
    case 'policy': {
      const verb = (count: number) => (count === 1 ? 'fragt' : 'fragen');
      const asks =
        change.asks.length === 0
          ? ''
          : ` ${verb(change.asks.length)} auch ${list(change.asks.map(ruleName))}`;
      const rests =
        change.rests.length === 0
          ? ''
          : ` ${verb(change.rests.length)} ${list(change.rests.map(ruleName))} nicht mehr`;
      return `Mit der Richtlinie ${policyName(change.policy)}${asks}${asks !== '' && rests !== '' ? ', und' : ''}${rests}.`;
    }
  }
}

/** German, the person addressed with "du". */
export const whyDe: WhyTexts = {
  link: 'Was Woher dazu weiß, und warum es fragt',
  heading: (name) => `Was Woher über ${name} weiß`,
  sections: {
    origin: 'Woher ihr euch kennt',
    looked: 'Wonach gesucht wurde',
    balance: 'Gegeben und bekommen',
    rules: 'Was die Regeln sagen',
    answers: 'Deine Antworten',
    ways: 'Was daran etwas ändert',
    hooks: 'Zum Erinnern',
  },
  columns: { evidence: 'Spur', state: 'Ergebnis', file: 'Datei', exported: 'Export', fact: 'Datum der Spur' },
  originWhy,
  searched: (until) =>
    until === undefined
      ? 'Die Nachrichten auf LinkedIn ließen sich für diesen Kontakt nicht durchsuchen.'
      : `Die Nachrichten auf LinkedIn sind bis zum ${day(until)} durchsucht.`,
  evidenceKind: kindOf,
  lookedState: {
    found: 'gefunden',
    covered: 'nicht nötig, schon belegt',
    maybe: 'vielleicht',
    notFound: 'nichts gefunden',
    onlyMessages: 'kein Gespräch',
    cannotJoin: 'da, aber nicht zuzuordnen',
    tooOld: 'nur von vor der Verbindung',
    empty: 'da, aber leer',
    notThere: 'in keinem Export',
  },
  state: ({ state, namesakes, messages }) =>
    messages !== undefined
      ? `${messagesOf(messages)}, ${whyDe.lookedState[state]}`
      : namesakes === undefined
        ? whyDe.lookedState[state]
        : `${whyDe.lookedState[state]}: eine Person von ${number(namesakes)} dieses Namens`,
  exported: (at) => `Export vom ${day(at)}`,
  asks: 'fragt',
  rests: 'fragt nicht',
  answered: {
    settled: 'Deine Antwort gilt: Danach wird jetzt nicht gefragt.',
    replied:
      'Du hast nachgefragt, und auf LinkedIn kam seither eine Nachricht: Danach wird jetzt nicht gefragt.',
    dueAgain: 'Du hast es verschoben, und jetzt ist es wieder fällig.',
    unconfirmed:
      'Eine Antwort kam schneller, als jemand drücken kann: Sie gilt nicht, bis du sie bestätigst oder anders antwortest.',
  },
  rest,
  balance: {
    given: 'von dir',
    received: 'an dich',
    kind: {
      messages: 'Nachrichten auf LinkedIn',
      invitations: 'Einladungen',
      recommendations: 'Empfehlungen',
      endorsements: 'Bestätigte Kenntnisse',
    },
    count: (kind, count) =>
      count === undefined
        ? 'nicht zu sehen'
        : kind === 'messages' || kind === 'invitations'
          ? countOf(count)
          : count > 0
            ? 'ja'
            : 'keine',
  },
  noAnswer: 'Du hast noch nichts geantwortet.',
  answerGiven: (answer, at) => `${at}: ${answer}`,
  takenBack: (at) => `${at}: Antwort zurückgenommen`,
  held: (line) => `${line} (gilt nicht, denn das kam schneller, als jemand drücken kann)`,
  way,
};
