import type { Answer, PairAnswer } from '../../domain/decision.ts';
import type { EvidenceKind } from '../../domain/evidence-kinds.ts';
import type { OriginWhy, Way } from '../../domain/explain.ts';
import type { Blind, Rest, RuleId } from '../../domain/finding.ts';
import { policiesAsking } from '../../domain/policies-asking.ts';
import type { PolicyId } from '../../domain/policy.ts';
import { countOf, messagesOf, words } from './base-nl.ts';
import { nl } from './nl.ts';
import type { WhyTexts } from './why-texts.ts';

const { day, number, list, plural } = words;

const kindOf: Readonly<Record<EvidenceKind, string>> = {
  answer: 'Je antwoord met herkomst',
  linkedInNote: 'Je notitie op LinkedIn',
  conversation: 'Gesprek over en weer',
  answeredOnce: 'Eén bericht, één antwoord',
  groupChat: 'Kleine groepschat, beiden schreven',
  silentGroupChat: 'Andere gezamenlijke groepschat',
  recommendationGiven: 'Aanbeveling van jou',
  recommendationReceived: 'Aanbeveling voor jou',
  invitationSentWithNote: 'Je uitnodiging met persoonlijke tekst',
  invitationSent: 'Je uitnodiging zonder persoonlijke woorden',
  invitationReceivedWithNote: 'Uitnodiging aan jou, met tekst',
  sharedEmployer: 'Gezamenlijke werkgever',
  nearColleagues: 'Tegelijk met mensen van het werk',
  endorsementGiven: 'Vaardigheid die jij onderschreef',
  endorsementReceived: 'Onderschreven vaardigheid van jou',
  addressBook: 'Naam of adres in het adresboek',
  nameSearch: 'Je zoekopdracht naar de naam',
  ownEvent: 'Eigen evenement, zelfde dagen',
};
const quoted = (kind: EvidenceKind): string => `“${kindOf[kind]}”`;

const answerWord = (answer: Answer | PairAnswer): string => `“${nl.answer[answer]}”`;
const ruleName = (ruleId: RuleId): string => `“${nl.rule[ruleId]}”`;
const policies: Readonly<Record<PolicyId, string>> = {
  strict: 'streng',
  balanced: 'evenwichtig',
  open: 'open',
  jobSearch: 'werk zoeken',
};
const policyName = (policy: PolicyId): string => `“${policies[policy]}”`;
const people = (count: number): string => `${number(count)} mensen met deze naam`;

const blind: Readonly<Record<Blind, string>> = {
  notThere:
    'Tot nu toe stonden er in geen enkele export berichten: pas als je er een met messages.csv uploadt, valt er op LinkedIn iets na te kijken.',
  empty:
    'messages.csv was tot nu toe leeg: pas met een export met berichten (het grote gegevensarchief) valt er op LinkedIn iets na te kijken.',
  tooOld:
    'De berichten die er zijn, zijn niet nieuwer dan jullie connectie: een nieuwere export met messages.csv verandert dat.',
  cannotJoin:
    'In de berichten van LinkedIn is dit contact niet met zekerheid te herkennen: een export waarvan messages.csv de profielen noemt, verandert dat.',
};

const thenAsked = ({ switchedOff }: { switchedOff?: true }): string =>
  switchedOff
    ? 'dat er ook dan naar gevraagd wordt, heb je uitgezet'
    : `met het beleid ${policyName('strict')} wordt er ook dan naar gevraagd`;

function rest(why: Rest, ruleId: RuleId): string {
  switch (why.kind) {
    case 'notConnected':
      return `Jullie zijn niet meer verbonden: sinds de export van ${day(why.since)} ontbreekt het contact; er wordt pas weer naar gevraagd als het in een export staat.`;
    case 'missing':
      return why.inPair
        ? `Sinds de export van ${day(why.since)} ontbreekt het contact, en tegelijk verscheen iemand die dezelfde persoon kan zijn: jouw antwoord daarop maakt duidelijk of jullie nog verbonden zijn.`
        : `Sinds de export van ${day(why.since)} ontbreekt het contact; of jullie nog verbonden zijn, laten pas verdere exports zien. Er wordt weer naar gevraagd als het in een ervan staat.`;
    case 'notAskedByPolicy': {
      const others = policiesAsking(ruleId).map(policyName);
      return `Je beleid ${policyName(why.policy)} vraagt hier niet naar; dat gebeurt wel met ${list(others)}.`;
    }
    case 'switchedOff':
      return 'Deze regel heb je uitgezet; dat geldt met elk beleid, tot je hem weer aanzet.';
    case 'newContact':
      return `De connectie is nog vers: er wordt op zijn vroegst vanaf ${day(why.until)} naar gevraagd.`;
    case 'settled': {
      const until =
        why.until === undefined
          ? 'Dat geldt tot je het antwoord verandert.'
          : `Vanaf ${day(why.until)} komt de vraag terug.`;
      return `Je antwoordde op ${day(why.on)} ${answerWord(why.answer)}. ${until}`;
    }
    case 'askedElsewhere':
      return `De regel ${ruleName(why.ruleId)} vraagt hier al naar; pas als die beantwoord is, vraagt ook deze.`;
    case 'notOnList':
      return 'De werkgever, het e-maildomein en de naam staan niet op je lijst; een nieuwe regel daarop verandert dat.';
    case 'notPromised':
      return 'Je hebt niet gezegd dat je het contact verwijdert; pas na dat antwoord word je eraan herinnerd.';
    case 'awaitsExport':
      return `Je zei op ${day(why.on)} “Verwijderen”; je wordt eraan herinnerd als het contact nog in een latere export staat.`;
    case 'notPutOff':
      return 'Je hebt de vraag niet uitgesteld en ook niet willen navragen; pas na zo’n antwoord komt ze langs deze weg terug.';
    case 'answeredSince':
      return 'Je wilde navragen, en op LinkedIn kwam er sindsdien een bericht; pas een nieuw “Navragen” of “Later” verandert dat.';
    case 'nobodyAlike':
      return 'Er is niemand die erop lijkt uit je exports verdwenen toen dit contact verscheen; pas zo’n wisseling leidt tot deze vraag.';
    case 'cannotKnow':
      return blind[why.because ?? 'cannotJoin'];
    case 'namesakes':
      return `Wat er op LinkedIn geschreven is, kan bij elk van ${people(why.namesakes)} horen; een export waarvan de bestanden de profielen noemen, maakt dat duidelijk.`;
    case 'originKnown':
      return `Het staat vast waar jullie elkaar van kennen (${quoted(why.by)}); dat blijft zo zolang dit spoor geldt.`;
    case 'originUnclear':
      return why.hint === undefined
        ? `Wat gevonden is, kan bij meerdere contacten met deze naam horen; ${thenAsked(why)}.`
        : `Er is een aanwijzing (${quoted(why.hint)}), maar geen bewijs; ${thenAsked(why)}.`;
    case 'hasHint':
      return why.hint === undefined
        ? 'Wat gevonden is, kan bij meerdere contacten met deze naam horen; deze vraag gaat alleen over contacten van wie er niets te vinden is.'
        : `Er is een aanwijzing (${quoted(why.hint)}); deze vraag gaat alleen over contacten van wie er niets te vinden is.`;
    case 'noMessages':
      return 'Op een uitnodiging na heeft op LinkedIn geen van jullie geschreven; een onbeantwoord bericht in een export verandert dat.';
    case 'theyNeverWrote':
      return 'Op een uitnodiging na heeft het contact je op LinkedIn nooit geschreven; er wordt pas naar gevraagd als zulke berichten in een export staan.';
    case 'bothWrote':
      return 'Op LinkedIn hebben jullie allebei geschreven; dat blijft zo, ook als er een keer geen antwoord komt.';
    case 'neverMutual':
      return 'Jullie hebben elkaar op LinkedIn nog niet over en weer geschreven; pas daarna kun je elkaar uit het oog verliezen.';
    case 'inGroups':
      return 'Op LinkedIn schrijven jullie allebei in een kleine gezamenlijke groep; zolang dat in de exports staat, geldt dat als antwoord.';
    case 'inGrace':
      return `De termijn voor een antwoord op LinkedIn loopt nog: er wordt naar gevraagd vanaf een export van ${day(why.until)} of later, als er dan nog geen in staat.`;
    case 'tooFewMessages':
      return `Op LinkedIn ${why.messages === 1 ? 'bleef één bericht' : `bleven ${messagesOf(why.messages)}`} onbeantwoord; er wordt naar gevraagd vanaf ${number(why.from)}, zo staat het in je beleid.`;
    case 'firstMessageLate':
      return `Het eerste bericht op LinkedIn kwam ${plural(Math.abs(why.days), { one: '# dag', other: '# dagen' })} ${why.days < 0 ? 'voor' : 'na'} de connectie; er wordt alleen naar gevraagd tot ${number(why.within)}, zo staat het in je beleid.`;
    case 'noOccasion':
      return 'Er is geen eigen evenement in de dagen van de connectie te zien en ook geen gesprek op LinkedIn; een export die zoiets laat zien, verandert dat.';
    case 'moreThanOccasion':
      if (why.unsureIn !== undefined)
        return `Jullie laatste bericht op LinkedIn is van ${words.month(why.unsureIn)}, en de dag is niet bewaard; misschien was het meer dan één gelegenheid, daarom wordt er niet naar gevraagd.`;
      return why.by === undefined
        ? 'Jullie hebben elkaar op LinkedIn ook later nog geschreven; het is dus meer dan één gelegenheid, en dat blijft zo.'
        : `Jullie hebben meer dan één gelegenheid gemeen (${quoted(why.by)}); dat blijft zo zolang dit spoor geldt.`;
    case 'inTouch':
      return `Het laatste tussen jullie op LinkedIn is van ${words.month(why.lastIn)}; er wordt naar gevraagd als een export vanaf ${words.date(why.from)} niets nieuwers laat zien.`;
    case 'noBurst':
      return `In de dagen van jullie connectie ${plural(why.connections, { one: 'kwam # contact', other: 'kwamen # contacten' })} erbij; naar een groep wordt pas vanaf ${number(why.from)} gevraagd.`;
    case 'burstExplained':
      return `In de dagen van jullie connectie kwamen ${number(why.connections)} contacten erbij; naar een groep wordt pas gevraagd als van minstens ${number(why.percent)} % daarvan niets te vinden is en er nog ${number(why.open)} open zijn.`;
    case 'noBulk':
      return 'Je hebt dit contact niet als een van velen op één dag zonder woorden uitgenodigd; alleen een export die dat laat zien, leidt tot deze vraag.';
    case 'groupTooSmall':
      return `Je hebt dit contact als een van velen op één dag zonder woorden uitgenodigd; naar een groep wordt pas gevraagd als er ${number(why.from)} van open zijn.`;
    case 'noColleaguesNear':
      return `In de ${number(why.within)} dagen voor en na jullie connectie kwamen er geen ${number(why.from)} bewezen collega’s bij; een export met je functies (Positions.csv) kan dat veranderen.`;
    case 'fileMissing':
      return `In geen enkele export zat tot nu toe wat het kan laten zien: ${nl.fileKind[why.file]}. Een export daarmee kan dat veranderen.`;
    case 'isContact':
      return 'Jullie zijn al verbonden; deze regel vraagt alleen naar uitnodigingen die nog openstaan.';
  }
}

function originWhy(why: OriginWhy): string {
  switch (why.kind) {
    case 'answered':
      return 'Je hebt zelf gezegd waar jullie elkaar van kennen.';
    case 'strong':
      return `Eén bewijs is genoeg: ${nl.evidence(why.evidence)}.`;
    case 'twoWeak':
      return `Meerdere aanwijzingen, waarvan minstens één door jou zelf: ${list(why.evidence.map(nl.evidence))}.`;
    case 'oneHint':
      return `Maar één aanwijzing, die alleen niet genoeg is: ${nl.evidence(why.evidence)}.`;
    case 'othersOnly':
      return `Alleen aanwijzingen waar jij zelf niets voor deed: ${list(why.evidence.map(nl.evidence))}.`;
    case 'namesakes':
      return `Wat gevonden is, kan bij elk van ${people(why.namesakes)} horen.`;
    case 'nothing':
      return why.messages === 0
        ? `Op LinkedIn is tot ${day(why.searchedUntil)} gezocht en niets gevonden.`
        : `Op LinkedIn is tot ${day(why.searchedUntil)} gezocht: ${messagesOf(why.messages)}, geen gesprek.`;
    case 'cannotKnow':
      return blind[why.because];
  }
}

function way(change: Way): string {
  switch (change.kind) {
    case 'answer':
      return 'Je antwoord: het gaat voor al het andere en blijft tot je het verandert.';
    case 'upload':
      return `Een export waarin ook dit staat: ${list(change.files.map((file) => nl.fileKind[file]))}. ${nl.howToExport}`;
    case 'newerExport':
      return `Een export met berichten die nieuwer is dan ${day(change.than)}.`;
    case 'policy': {
      const verb = (count: number) => (count === 1 ? 'vraagt' : 'vragen');
      const asks =
        change.asks.length === 0 ? '' : ` ${verb(change.asks.length)} ook ${list(change.asks.map(ruleName))}`;
      const rests =
        change.rests.length === 0
          ? ''
          : ` ${verb(change.rests.length)} ${list(change.rests.map(ruleName))} niet meer`;
      return `Met het beleid ${policyName(change.policy)}${asks}${asks !== '' && rests !== '' ? ', en' : ''}${rests}.`;
    }
  }
}

/** Dutch, the person addressed with "je". */
export const whyNl: WhyTexts = {
  link: 'Wat Woher hierover weet, en waarom het vraagt',
  heading: (name) => `Wat Woher weet van ${name}`,
  sections: {
    origin: 'Waar jullie elkaar van kennen',
    looked: 'Waarnaar gezocht is',
    balance: 'Gegeven en gekregen',
    rules: 'Wat de regels zeggen',
    answers: 'Je antwoorden',
    ways: 'Wat er iets aan verandert',
    hooks: 'Ter herinnering',
  },
  columns: {
    evidence: 'Spoor',
    state: 'Resultaat',
    file: 'Bestand',
    exported: 'Export',
    fact: 'Datum van het spoor',
  },
  originWhy,
  searched: (until) =>
    until === undefined
      ? 'De berichten op LinkedIn konden voor dit contact niet worden doorzocht.'
      : `De berichten op LinkedIn zijn tot ${day(until)} doorzocht.`,
  evidenceKind: kindOf,
  lookedState: {
    found: 'gevonden',
    covered: 'niet nodig, al bewezen',
    maybe: 'misschien',
    notFound: 'niets gevonden',
    onlyMessages: 'geen gesprek',
    cannotJoin: 'aanwezig, maar niet toe te wijzen',
    tooOld: 'alleen van voor de connectie',
    empty: 'aanwezig, maar leeg',
    notThere: 'in geen enkele export',
  },
  state: ({ state, namesakes, messages }) =>
    messages !== undefined
      ? `${messagesOf(messages)}, ${whyNl.lookedState[state]}`
      : namesakes === undefined
        ? whyNl.lookedState[state]
        : `${whyNl.lookedState[state]}: één van ${number(namesakes)} met deze naam`,
  exported: (at) => `Export van ${day(at)}`,
  asks: 'vraagt',
  rests: 'vraagt niet',
  answered: {
    settled: 'Je antwoord geldt: hier wordt nu niet naar gevraagd.',
    replied:
      'Je hebt nagevraagd, en op LinkedIn kwam er sindsdien een bericht: daar wordt nu niet naar gevraagd.',
    dueAgain: 'Je hebt het uitgesteld, en nu komt het terug.',
    unconfirmed:
      'Er kwam een antwoord sneller dan iemand kan drukken: het geldt niet tot je het bevestigt of anders antwoordt.',
  },
  rest,
  balance: {
    given: 'van jou',
    received: 'aan jou',
    kind: {
      messages: 'Berichten op LinkedIn',
      invitations: 'Uitnodigingen',
      recommendations: 'Aanbevelingen',
      endorsements: 'Onderschreven vaardigheden',
    },
    count: (kind, count) =>
      count === undefined
        ? 'niet te zien'
        : kind === 'messages' || kind === 'invitations'
          ? countOf(count)
          : count > 0
            ? 'ja'
            : 'geen',
  },
  noAnswer: 'Je hebt nog niets geantwoord.',
  answerGiven: (answer, at) => `${at}: ${answer}`,
  takenBack: (at) => `${at}: antwoord teruggenomen`,
  held: (line) => `${line} (geldt niet, want het kwam sneller dan iemand kan drukken)`,
  way,
};
