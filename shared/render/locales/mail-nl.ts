import { people, words } from './base-nl.ts';
import type { MailTexts } from './mail-texts.ts';
import { noticeNl } from './notice-nl.ts';
import { welcomeNl } from './welcome-nl.ts';
import { atHead, isolated } from './words.ts';

const { number, list, plural } = words;

/** What the mails say in this language. */
export const mailNl: MailTexts = {
  subject: ({ questions, ofContacts, month: when, names }) => {
    if (questions === 0) return `Niets te vragen (${when})`;
    const who = questions > names.length ? `${names.join(', ')} …` : list(names);
    const count = ofContacts
      ? `${plural(questions, { one: '# contact', other: '# contacten' })}, één vraag`
      : plural(questions, { one: '# vraag', other: '# vragen' });
    return `${count}${names.length > 0 ? `: ${who}` : ''} (${when})`;
  },
  summary: ({ month: when, questions, minutes, open }) =>
    questions === 0
      ? `${atHead(when)} · 0 vragen, 0 minuten · deze keer is er niets te doen`
      : [
          atHead(when),
          plural(questions, { one: '# vraag', other: '# vragen' }),
          `ongeveer ${plural(minutes, { one: '# minuut', other: '# minuten' })}`,
          open > questions ? `in totaal ${number(open)} open` : 'daarmee is alles beantwoord',
        ].join(' · '),
  half: (month) => `half ${month}`,
  heading: 'Waar kennen we elkaar van?',
  nothingToAsk: 'Deze keer is er niets te vragen.',
  looked: ({ contacts, exported }) =>
    `Bekeken: ${plural(contacts, { one: '# contact', other: '# contacten' })} in de LinkedIn-export van ${exported}.`,
  next: (when) => `Op ${when} kijkt Woher weer.`,
  sinceLast: ({ kept, removed, done: proved, muted, later, asked, groups, invitations, pairs }) => {
    const provedToo = proved > 0 ? ` (${number(proved)} daarvan aantoonbaar verwijderd)` : '';
    const done = [
      ...(kept > 0 ? [`${number(kept)} behouden`] : []),
      ...(removed > 0 ? [`${number(removed)} op je verwijderlijst gezet${provedToo}`] : []),
      ...(muted > 0 ? [`${number(muted)} gedempt`] : []),
      ...(later > 0 ? [`${number(later)} uitgesteld`] : []),
      ...(asked > 0 ? [`${number(asked)} keer navraag gedaan`] : []),
      ...(groups > 0 ? [plural(groups, { one: '# groep beantwoord', other: '# groepen beantwoord' })] : []),
      ...(invitations > 0
        ? [plural(invitations, { one: '# uitnodiging beantwoord', other: '# uitnodigingen beantwoord' })]
        : []),
      ...(pairs > 0 ? [plural(pairs, { one: '# paar vergeleken', other: '# paren vergeleken' })] : []),
    ];
    return `Sinds de vorige keer: ${done.length === 0 ? 'geen antwoorden' : done.join(', ')}.`;
  },
  settled: ({ count, total }) =>
    `${number(count)} van ${plural(total, { one: '# contact', other: '# contacten' })} uitgezocht` +
    `${total > 0 ? `, dat is ${words.percent(count / total)}` : ''}`,
  all: (questions) =>
    questions === 1
      ? 'De vraag op één pagina beantwoorden'
      : `Alle ${number(questions)} op één pagina beantwoorden`,
  connectedSince: (when) => `verbonden sinds ${when}`,
  invited: (when) => `uitnodiging van ${when}`,
  members: people,
  keepNeedsReason: 'Behouden vraagt hier om een reden; die schrijf je op de pagina.',
  decideNow: 'Uitstellen kan hier niet meer: nu is het tijd om te beslissen.',
  unconfirmed: {
    answered: (day) => `Een antwoord van ${day} geldt niet: het kwam sneller dan iemand kan drukken.`,
    takenBack: (day) =>
      `Dat op ${day} een antwoord is teruggenomen, geldt niet: het ging sneller dan iemand kan drukken.`,
  },
  putOff: {
    ask: (day) => `Op ${day} wilde je het navragen.`,
    later: (day) => `Op ${day} uitgesteld tot later.`,
  },
  jobAt: ({ position, company }) =>
    position !== undefined && company !== undefined
      ? `${isolated(position)} bij ${isolated(company)}`
      : isolated(position ?? company ?? ''),
  button: {
    keep: { before: '', after: 'behouden' },
    remove: { before: '', after: 'verwijderen' },
    later: { before: '', after: 'later' },
    keepWithReason: { before: '', after: 'behouden, met reden' },
    accept: { before: '', after: 'accepteren' },
    decline: { before: '', after: 'afwijzen' },
    group: { before: 'Samen beantwoorden:', after: '' },
    pair: { before: '', after: 'vergelijken' },
    removals: { before: 'Lijst openen:', after: '' },
  },
  footer: {
    heading: 'Goed om te weten',
    notAsked: (count) =>
      plural(count, {
        one: 'Eén vraag past niet meer in deze mail; die komt na het laatste antwoord op de pagina, of anders de volgende keer.',
        other:
          '# vragen passen niet meer in deze mail; die komen na het laatste antwoord op de pagina, of anders de volgende keer.',
      }),
    pageOnly: (count) =>
      plural(count, {
        one: 'Eén vraag van deze ronde past niet meer in deze mail; die staat op de pagina met alle vragen.',
        other:
          '# vragen van deze ronde passen niet meer in deze mail; die staan op de pagina met alle vragen.',
      }),
    howToAnswer:
      'Elke knop opent een pagina waarop je bevestigt: alleen dat telt, en ook daarna kun je nog van gedachten veranderen.',
    invitations:
      'Uitnodigingen accepteren of afwijzen kan alleen op LinkedIn zelf; Woher onthoudt wat je beslist.',
    stillThere: (count) =>
      plural(count, {
        one: '# contact dat je wilde verwijderen, staat nog in de nieuwste export.',
        other: '# contacten die je wilde verwijderen, staan nog in de nieuwste export.',
      }),
    done: (count) =>
      plural(count, {
        one: '# contact dat je wilde verwijderen, is echt verwijderd.',
        other: '# contacten die je wilde verwijderen, zijn echt verwijderd.',
      }),
    removals: 'Je verwijderlijst openen',
    left: ({ count, total }) =>
      count === total
        ? plural(count, {
            one: '# contact is niet meer met je verbonden.',
            other: '# contacten zijn niet meer met je verbonden.',
          })
        : `Sinds de vorige keer ${plural(count, {
            one: 'is er # contact bijgekomen dat niet meer met je verbonden is',
            other: 'zijn er # contacten bijgekomen die niet meer met je verbonden zijn',
          })}; in totaal zijn het er ${number(total)}, en op de pagina staan de nieuwste bovenaan.`,
    whoLeft: 'Wie niet meer verbonden is',
    nothingHappens: 'Zonder jouw klik gebeurt er niets, en Woher zelf verwijdert niemand van LinkedIn.',
    exported: (when) => `Dit is gebaseerd op je LinkedIn-export van ${when}.`,
    freshExport: 'Die is meer dan 60 dagen oud: een nieuwe maakt de vragen nauwkeuriger.',
    withoutMessages: (count) =>
      plural(count, {
        one: 'Over # contact valt niets te zeggen zolang geen export de berichten (messages.csv) bevat.',
        other: 'Over # contacten valt niets te zeggen zolang geen export de berichten (messages.csv) bevat.',
      }),
    upload: 'Een nieuwe export uploaden',
    stop: 'Frequentie wijzigen of mails stopzetten',
  },
  welcome: welcomeNl,
  notice: noticeNl,
};
