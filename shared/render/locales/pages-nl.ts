import type { Withdrawal } from '../../domain/removal.ts';
import { mostGroupChats, type RemovalPrice } from '../../domain/removal-price.ts';
import type { PagesTexts } from './pages-texts.ts';
import { isolated, shownText, wordsFor } from './words.ts';

const { list, number, plural } = wordsFor('nl');

const withdrawn: Readonly<Record<Withdrawal, string>> = {
  recommendationGiven: 'de aanbeveling die je hebt geschreven',
  recommendationReceived: 'de aanbeveling die je hebt gekregen',
  endorsementGiven: 'vaardigheden die je hebt onderschreven',
  endorsementReceived: 'onderschrijvingen van jouw vaardigheden',
};

const priceLines = ({ onlyContactAt, withdraws, email, groupChats, noted }: RemovalPrice): string[] => [
  ...(onlyContactAt === undefined ? [] : [`Je enige contact bij ${isolated(onlyContactAt)}.`]),
  ...(withdraws.length === 0
    ? []
    : [`Op LinkedIn verdwijnt: ${list(withdraws.map((thing) => withdrawn[thing]))}.`]),
  ...(email ? ['In de export staat een e-mailadres: noteer het eerst als je het nodig hebt.'] : []),
  ...(groupChats === 0
    ? []
    : [
        `Jullie zitten samen in ${groupChats < mostGroupChats ? plural(groupChats, { one: 'één groepschat', other: '# groepschats' }) : `minstens ${number(groupChats)} groepschats`}.`,
      ]),
  ...(noted ? ['Je notitie op LinkedIn over dit contact.'] : []),
];

// Before the comma, when there is a name.
const greeted = (name: string): string => (shownText(name) === '' ? 'Hallo' : `Hallo ${shownText(name)}`);

/** Dutch, the person addressed with "je". */
export const pagesNl: PagesTexts = {
  title: 'Waar kennen we elkaar van?',
  heading: 'Waar kennen we elkaar van?',
  overview: ({ questions, minutes, open }) =>
    [
      plural(questions, { one: '# vraag', other: '# vragen' }),
      `ongeveer ${plural(minutes, { one: '# minuut', other: '# minuten' })}`,
      open === 0 ? 'alles beantwoord' : `in totaal ${number(open)} open`,
    ].join(' · '),
  overviewNext: ({ questions, open }) =>
    questions === open
      ? plural(questions, { one: 'De laatste open vraag', other: 'De laatste # open vragen' })
      : `De volgende ${number(questions)} van ${number(open)} open vragen`,
  oneLead: 'Alleen de knop hieronder telt. Ook daarna kun je nog van gedachten veranderen.',
  answersMean: 'Wat de antwoorden betekenen',
  answerMeans: {
    keep: () => 'Woher vraagt niet opnieuw naar deze persoon.',
    remove: () => 'Komt op je verwijderlijst. Op LinkedIn verwijder je zelf; Woher verwijdert niemand.',
    later: ({ laterAfterDays, laterRounds }) =>
      `De vraag komt op zijn vroegst over ${number(laterAfterDays)} dagen terug, ${plural(laterRounds, { one: 'maar één keer', other: 'hoogstens # keer achter elkaar' })}.`,
    ask: ({ askAgainAfterDays }) =>
      `Je schrijft de persoon; er staat een tekst klaar om te kopiëren. Na ${number(askAgainAfterDays)} dagen komt de vraag terug.`,
    mute: () => 'Jullie blijven verbonden; je klikt op LinkedIn op “Ontvolgen”.',
  },
  connectedSince: (day) => `Verbonden sinds ${day}`,
  jobAt: ({ position, company }) =>
    position !== undefined && company !== undefined
      ? `${isolated(position)} bij ${isolated(company)}`
      : isolated(position ?? company ?? ''),
  profile: 'Profiel op LinkedIn',
  newTab: (name) => `van ${name}, opent in een nieuw tabblad`,
  evidence: {
    found: 'Gevonden',
    notFound: 'Niets gevonden in',
    empty: 'Zonder leesbare regel',
    notThere: 'In geen enkele export',
  },
  excerpt: ({ kind, by }, { name, day }) => {
    const when = day === undefined ? '' : `, ${day}`;
    if (kind === 'linkedInNote') return `Je notitie op LinkedIn${when}`;
    if (kind === 'invitationNote')
      return by === 'owner' ? `Je uitnodiging${when}` : `Uitnodiging van ${name}${when}`;
    return by === 'owner' ? `Je eerste bericht${when}` : `Eerste bericht van ${name}${when}`;
  },
  price: { heading: 'Wat verwijderen kost', lines: priceLines },
  answered: (answer, day) => `Beantwoord: ${answer}, ${day}`,
  putOff: (day) => `Op ${day} uitgesteld tot later.`,
  later: (round, of) =>
    `Voor de ${number(round)}e keer uitgesteld${round > of ? '' : `, hoogstens ${number(of)} keer`}`,
  laterOver: 'Beslis nu: “Later” kan hier niet meer.',
  asked: (day) => `Nagevraagd op ${day}`,
  comesBack: (day) => `Komt op zijn vroegst op ${day} terug`,
  asking: {
    heading: 'Tekst om te kopiëren',
    hint: 'Eén tik selecteert de hele tekst.',
    language: 'Nederlands',
    message: ({ name, day }) =>
      `${greeted(name)}, we zijn hier sinds ${day} verbonden. Bij het doorlopen van mijn contacten kwam ik er niet meer op: waar kennen we elkaar van? Een kort berichtje zou fijn zijn. Hartelijke groet`,
    reply: ({ name, day }) =>
      `${greeted(name)}, bedankt voor de uitnodiging van ${day}. Voordat ik die accepteer, één vraag: waar kennen we elkaar van, of waar gaat het om? Hartelijke groet`,
  },
  compliance: {
    reason: (reason) => `Jouw reden voor de lijst: ${reason}`,
    label: 'Notitie; om te behouden: om welke reden?',
    hint: 'Wie op je lijst staat, behoud je alleen met een reden. Alleen voor jou; komt nooit in een mail te staan.',
    missing: 'Om te behouden ontbreekt hier de reden.',
    ownCard: 'Staat op je lijst: behouden kan alleen op de eigen kaart, met een reden.',
  },
  group: {
    members: (count) => plural(count, { one: 'Het contact', other: 'De # contacten' }),
    more: (count) => plural(count, { one: 'Nog # contact', other: 'Nog # contacten' }),
    choice: {
      group: 'zoals de groep',
      keep: 'behouden',
      remove: 'verwijderen',
      single: 'apart vragen',
    },
    asAnswered: 'blijft zoals beantwoord',
    choiceOf: (name) => `Voor ${name}`,
    origin: 'Waar kennen jullie elkaar allemaal van?',
    labels: {
      label: 'Wat was het?',
      hint: 'Noem het één keer, bijvoorbeeld: beurs Utrecht. Het staat daarna als trefwoord bij iedereen.',
    },
    hint: 'Eén antwoord voor iedereen; daaronder kun je mensen uitzonderen.',
  },
  reminder: {
    still: 'blijft op de lijst',
    keep: 'toch behouden',
    hint: 'Open de profielen en verwijder ze op LinkedIn; de volgende export laat het zien. Hier kies je alleen wie je toch wilt behouden.',
  },
  pair: {
    vanished: 'Niet meer aanwezig',
    appeared: 'Nieuw',
    missingSince: (day) => `Ontbreekt sinds de export van ${day}`,
    firstSeen: (day) => `Voor het eerst in de export van ${day}`,
    nothingKnown: 'Geen spoor op LinkedIn.',
    hint: 'Bij “Dezelfde persoon” ziet Woher beiden als één contact, met alles wat van beiden bekend is. Je kunt het terugnemen.',
  },
  invitation: {
    invitedOn: (day) => `Uitnodiging van ${day}`,
    answer: { keep: 'Accepteren', remove: 'Afwijzen' },
    hint: 'Op LinkedIn accepteer je zelf of wijs je af; Woher onthoudt alleen wat je hebt besloten.',
  },
  origin: { label: 'Waar kennen jullie elkaar van?', none: 'niet ingevuld' },
  labels: {
    label: 'Trefwoorden',
    hint: 'Gescheiden door komma’s, bijvoorbeeld: beurs, Utrecht',
    problem: 'Maximaal 10 trefwoorden van elk maximaal 40 tekens.',
  },
  note: {
    label: 'Notitie',
    hint: 'Alleen voor jou, ook als reden om te verwijderen; komt nooit in een mail te staan.',
    problem: 'Maximaal 1.000 tekens.',
  },
  save: { one: 'Antwoord opslaan', many: 'Antwoorden opslaan' },
  openStaysOpen: 'Wat je openlaat, blijft open.',
  all: (count) =>
    plural(count, {
      one: 'Naar de pagina met alle vragen uit de mail',
      other: 'Alle # vragen uit de mail op één pagina',
    }),
  back: 'Terug naar de vragen uit de mail',
  noLongerThere:
    'Deze vraag heeft zichzelf opgelost: de persoon staat niet meer in je nieuwste export. Je eerdere antwoorden blijven bewaard.',
  nothingFurther: 'Hier staat niets meer open. Mooi zo.',
  unconfirmed: {
    heading: 'Geldt nog niet',
    lead: 'Deze antwoorden kwamen sneller dan iemand kan drukken; misschien heeft een programma de links in je mail geopend. Geen ervan telt tot je nog een keer drukt of anders antwoordt. Tot dan vraagt de volgende mail er weer naar.',
    answered: (answer, day) =>
      `Geldt niet: “${answer}” van ${day} kwam sneller dan iemand kan drukken. Kies nog een keer.`,
    takenBack: (day) =>
      `Geldt niet: op ${day} is een antwoord teruggenomen, sneller dan iemand kan drukken. Kies nog een keer.`,
  },
  problem: {
    notPressed:
      'Er is niets opgeslagen: de browser heeft niet doorgegeven dat je zelf op de knop hebt gedrukt. Druk er nog een keer op.',
    nothingAnswered: 'Er is niets opgeslagen: er is nog geen antwoord gekozen.',
    unreadable:
      'Er is niets opgeslagen: het formulier kwam anders aan dan het hier staat. Antwoord nog een keer.',
    tooLong: 'Er is niets opgeslagen: de gemarkeerde velden zijn te lang.',
    tooLarge: 'Er is niets opgeslagen: dat is meer tekst dan hier past.',
    laterTooOften:
      'Er is niets opgeslagen: de gemarkeerde vragen kun je niet meer uitstellen. Beslis daar, of laat ze open.',
    reasonMissing:
      'Er is niets opgeslagen: wie op je lijst staat, behoud je alleen met een reden. Vul die in bij de gemarkeerde vragen; vanuit een groep of herinnering kan dat alleen op de eigen kaart.',
    changedSince:
      'Er is niets gewijzigd: intussen is er een ander antwoord gegeven. Zo staat het er nu voor.',
    unconfirmed:
      'Dit geldt nog niet: er kwam meer tegelijk dan iemand kan drukken. Hieronder staat wat nu geldt. Kies daar een antwoord, of druk op “Terugnemen” waar die knop staat.',
    unconfirmedInList:
      'Dit geldt nog niet: er kwam meer tegelijk dan iemand kan drukken. Wat hier staat, blijft gelden tot je nog een keer op “Terugnemen” drukt.',
  },
  receipt: {
    heading: (count) => plural(count, { one: 'Eén antwoord opgeslagen', other: '# antwoorden opgeslagen' }),
    nothingNew: 'Niets veranderd',
    lead: (days) =>
      `Zo staat het er nu voor. Je kunt elk antwoord terugnemen, hier of nog minstens ${number(days)} dagen onder “Je laatste antwoorden”.`,
    labels: 'Trefwoorden',
    note: 'Notitie',
    undo: 'Terugnemen',
    undoWhom: (name) => `voor ${name}`,
    members: ({ asGroup, kept, removed }) =>
      [
        plural(asGroup, { one: '# contact zoals de groep', other: '# contacten zoals de groep' }),
        ...(kept === 0 ? [] : [`${number(kept)} apart behouden`]),
        ...(removed === 0 ? [] : [`${number(removed)} apart te verwijderen`]),
      ].join(' · '),
    removeHeading: 'Nu verwijderen op LinkedIn',
    removeLead:
      'Open het profiel, dan “Meer” en “Connectie verwijderen”. LinkedIn vertelt de persoon daar niets over. De volgende export laat zien of het gelukt is.',
    removeLink: 'Profiel openen',
    muteHeading: 'Nu dempen op LinkedIn',
    muteLead: 'Open het profiel, dan “Meer” en “Ontvolgen”. Jullie blijven verbonden.',
    askHeading: 'Nu navragen op LinkedIn',
    askLead: (days) =>
      `Kopieer de tekst, open het profiel en schrijf de persoon. Over ${number(days)} dagen vraagt Woher het weer; is er vóór die tijd in een export een antwoord te zien, dan vervalt de vraag.`,
    invitationHeading: 'Nu antwoorden op LinkedIn',
    invitationLead: 'De uitnodigingen staan daar onder “Mijn netwerk” en “Uitnodigingen”.',
    more: (count) => plural(count, { one: 'Nog # contact', other: 'Nog # contacten' }),
    unanswered: (count) =>
      plural(count, { one: 'Nog # vraag uit deze mail', other: 'Nog # vragen uit deze mail' }),
    next: (count) => plural(count, { one: 'De volgende vraag', other: 'De volgende # vragen' }),
    open: (count) => plural(count, { one: '# vraag staat nog open.', other: '# vragen staan nog open.' }),
    allDone: 'Alles beantwoord. Tot de volgende keer.',
  },
  answers: {
    link: 'Je laatste antwoorden',
    heading: 'Je laatste antwoorden',
    lead: (days) =>
      `Wat je in de afgelopen ${number(days)} dagen hebt geantwoord, het nieuwste eerst. Neem je een antwoord terug, dan geldt het antwoord daarvoor weer, of de vraag staat weer open.`,
    none: (days) => `In de afgelopen ${number(days)} dagen waren er geen antwoorden die nog gelden.`,
    on: (day) => `Geantwoord op ${day}`,
    more: (count) => plural(count, { one: 'Nog # antwoord', other: 'Nog # antwoorden' }),
  },
  undone: {
    open: (name) => `Teruggenomen, weer open: ${name}.`,
    over: (name) => `Teruggenomen: ${name}. Er valt daarover op dit moment niets te vragen.`,
    again: (name, answer) => `Teruggenomen: voor ${name} geldt weer “${answer}”.`,
  },
  removals: {
    heading: 'Je verwijderlijst',
    lead: 'Woher verwijdert niemand. Hier staan de contacten bij wie je “Verwijderen” hebt gekozen, en wat de nieuwste export daarover laat zien.',
    none: 'Je verwijderlijst is leeg.',
    link: 'Je verwijderlijst',
    promised: (day) => `Op de lijst sinds ${day}`,
    status: {
      promised: 'wacht op de volgende export',
      done: 'klaar',
      stillThere: 'nog aanwezig',
      cameBack: 'weer terug',
    },
    proved: (status, day) =>
      ({
        done: `Niet meer in de export van ${day}`,
        stillThere: `Nog verbonden in de export van ${day}`,
        cameBack: `Weer verbonden in de export van ${day}`,
      })[status],
    unsure: (day) =>
      `Ontbreekt sinds de export van ${day}. Zeker is dat nog niet: het zou er net zo uitzien als het einde van dat bestand of een regel ervan ontbrak. Een export die minstens 7 dagen nieuwer is, laat het zien.`,
    whatHappens: 'Wat er bij het verwijderen gebeurt',
    facts: [
      'LinkedIn stuurt de persoon geen melding.',
      'Aanbevelingen en onderschreven vaardigheden tussen jullie worden ingetrokken.',
      'Alleen jij kunt de ander later opnieuw uitnodigen; ongedaan maken kan niet.',
      'LinkedIn verwijdert alleen één voor één: profiel openen, “Meer”, “Connectie verwijderen”.',
    ],
    left: {
      heading: (count) =>
        plural(count, {
          one: 'Eén contact is niet meer verbonden',
          other: '# contacten zijn niet meer verbonden',
        }),
      lead: 'Wie hier staat, ontbreekt in minstens twee exports, zonder dat je dat wilde. LinkedIn zegt niet waarom; misschien is alleen het profiel gesloten. Er is niets te doen, en wat je hebt genoteerd blijft bewaard.',
      since: ({ connected, missing }) =>
        `Verbonden sinds ${connected}, ontbreekt sinds de export van ${missing}`,
    },
  },
  importing:
    'Er wordt nu een export ingelezen: getallen en gegevens op deze pagina kunnen nog veranderen. Je antwoorden blijven.',
  footer: (until) =>
    `Deze pagina laadt niets van andere servers. De link ernaartoe werkt ${until ? `tot en met ${until}` : 'een tijdje'}; wie hem heeft, kan antwoorden: stuur de mail niet door.`,
  unknownLink: {
    heading: 'Deze link is niet meer geldig',
    lines: [
      'Hij is verlopen, ingetrokken of niet volledig overgenomen.',
      'Open hem nog een keer vanuit de nieuwste mail. Werkt hij daar ook niet meer: de volgende brengt nieuwe links, en je antwoorden blijven bewaard.',
    ],
  },
  fault: {
    heading: 'Dat lukte net even niet',
    lines: [
      'Er is niets verloren: wat al opgeslagen was, blijft opgeslagen.',
      'Probeer het over een minuut opnieuw; dezelfde antwoorden mogen gerust twee keer aankomen.',
    ],
  },
};
