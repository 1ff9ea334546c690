import type { Locale, Rhythm } from '../../shared/domain/owner.ts';
import type { PolicyId, Thresholds } from '../../shared/domain/policy.ts';

/** What the commands say that look after policies and the compliance list. */
export type PolicyWords = {
  readonly policy: Readonly<Record<PolicyId, string>>;
  /** What a policy is for, in a few words. */
  readonly means: Readonly<Record<PolicyId, string>>;
  readonly threshold: Readonly<Record<keyof Thresholds, string>>;
  readonly rhythm: Readonly<Record<Rhythm, string>>;
  readonly current: string;
  readonly withChanges: string;
  questions(questions: number, contacts: number): string;
  difference(more: number, fewer: number): string;
  /** How to choose one. */
  choose(command: string): string;
  /** Something that is the owner's own, and what the policy says. */
  ownChoice(policy: string): string;
  readonly asks: string;
  readonly rests: string;
  /** Asking also about contacts whose origin is unclear, like a rule's name. */
  readonly unclearOrigin: string;
  /** Rules that cannot be switched off. */
  mustAsk(rules: readonly string[]): string;
  readonly nobodyListed: string;
  /** What is on the list, and how many contacts that names. */
  listed(value: string, contacts: number): string;
  unlisted(value: string): string;
  ended(day: string): string;
  until(day: string): string;
  names(contacts: number): string;
  /** Of an employer. */
  readonly large: string;
  readonly noEmployers: string;
  readonly by: Readonly<Record<'company' | 'domain' | 'person', string>>;
};

const de: PolicyWords = {
  policy: { strict: 'streng', balanced: 'ausgewogen', open: 'offen', jobSearch: 'Jobsuche' },
  means: {
    strict: 'fragt auch, wo es nur einen Hinweis gibt',
    balanced: 'fragt, wo sich nichts findet',
    open: 'fragt nur nach denen, die dir ohne Antwort schreiben, nach deiner Liste und nach dem, was du versprochen oder aufgeschoben hast',
    jobSearch: 'fragt nur nach deiner Liste',
  },
  threshold: {
    unansweredFromMessages: 'Nachrichten ohne Antwort, ab denen gefragt wird',
    unansweredAfterDays: 'Tage Zeit für eine Antwort',
    newContactGraceDays: 'Tage nach dem Verbinden, in denen nicht gefragt wird',
    onlyWroteAtYouFromMessages: 'Nachrichten von jemandem, der dir ohne Antwort schreibt',
    onlyWroteAtYouWithinDays: 'Tage nach dem Verbinden bis zur ersten davon',
    oneOccasionWithinDays: 'Tage nach dem Verbinden, die als ein Anlass gelten',
    oneOccasionSilentMonths: 'Monate ohne Nachricht nach einem Anlass',
    lostFromSightAfterMonths: 'Monate ohne Nachricht, bis jemand aus den Augen ist',
    burstFromConnections: 'neue Kontakte, ab denen es viele auf einmal sind',
    burstWithinDays: 'Tage, in denen sie kamen',
    burstUnexplainedPercent: 'Prozent davon, zu denen sich nichts findet',
    invitationPendingDays: 'Tage, die eine Einladung wartet',
    groupFromContacts: 'Kontakte, ab denen nach einer Gruppe gefragt wird',
    bulkInvitationsAbovePerDay: 'eigene Einladungen an einem Tag, über denen es viele sind',
    sameTextFromPeople: 'Personen, ab denen derselbe Text nichts Persönliches ist',
    colleaguesWithinDays: 'Tage vor und nach belegten Kolleginnen und Kollegen',
    colleaguesFromProven: 'belegte Kolleginnen und Kollegen, ab denen das zählt',
    sharedEmployerUpToYearsAfterJob: 'Jahre nach einer Stelle, in denen sie noch verbindet',
    searchWithinDays: 'Tage vor dem Verbinden, in denen eine Suche zählt',
    ownEventWithinDays: 'Tage vor und nach einer eigenen Veranstaltung',
    groupChatUpToPeople: 'Personen, bis zu denen ein Gruppenchat zählt',
    laterAfterDays: 'Tage, bis nach „Später“ wieder gefragt wird',
    laterRounds: 'Mal „Später“ hintereinander',
    askAgainAfterDays: 'Tage, bis nach „Nachfragen“ wieder gefragt wird',
  },
  rhythm: {
    monthly: 'monatlich',
    twoWeekly: 'am 1. und am 15.',
    quarterly: 'alle drei Monate',
  },
  current: 'jetzt',
  withChanges: 'mit deinen Änderungen',
  questions: (questions, contacts) =>
    `${questions} ${questions === 1 ? 'Frage' : 'Fragen'} zu ${contacts} ${contacts === 1 ? 'Kontakt' : 'Kontakten'}`,
  difference: (more, fewer) =>
    more === 0 && fewer === 0 ? 'dieselben Kontakte wie jetzt' : `${more} kämen hinzu, ${fewer} fielen weg`,
  choose: (command) => `So wählst du, und keine deiner Antworten geht verloren: ${command}`,
  ownChoice: (policy) => `von dir; sonst ${policy}`,
  asks: 'fragt',
  rests: 'fragt nicht',
  unclearOrigin: 'Auch wo die Herkunft unklar ist',
  mustAsk: (rules) =>
    `Das lässt sich nicht ausschalten: ${rules.join('; ')}. Wer auf deiner Liste steht, was du versprochen oder aufgeschoben hast und wer dieselbe Person sein kann, danach fragt Woher, solange die Richtlinie es tut.`,
  nobodyListed: 'Auf der Liste steht niemand.',
  listed: (value, contacts) => `Auf der Liste: ${value}. Das betrifft ${de.names(contacts)}.`,
  unlisted: (value) => `Nicht mehr auf der Liste: ${value}.`,
  ended: (day) => `bis zum ${day}, abgelaufen`,
  until: (day) => `bis zum ${day}`,
  names: (contacts) => `${contacts} ${contacts === 1 ? 'Kontakt' : 'Kontakte'}`,
  large: 'groß',
  noEmployers: 'Namen von Arbeitgebern gelten, wie sie im Export stehen.',
  by: { company: 'Arbeitgeber', domain: 'E-Mail-Domain', person: 'Person' },
};

const en: PolicyWords = {
  policy: { strict: 'strict', balanced: 'balanced', open: 'open', jobSearch: 'job search' },
  means: {
    strict: 'asks also where there is only a hint',
    balanced: 'asks where nothing is found',
    open: 'asks only about those who write to you without an answer, your list, and what you promised or put off',
    jobSearch: 'asks only about your list',
  },
  threshold: {
    unansweredFromMessages: 'unanswered messages from which on you are asked',
    unansweredAfterDays: 'days to answer',
    newContactGraceDays: 'days after connecting in which nobody is asked about',
    onlyWroteAtYouFromMessages: 'messages of somebody who writes to you without an answer',
    onlyWroteAtYouWithinDays: 'days from connecting to the first of them',
    oneOccasionWithinDays: 'days after connecting that count as one occasion',
    oneOccasionSilentMonths: 'months without a message after an occasion',
    lostFromSightAfterMonths: 'months without a message until somebody is lost from sight',
    burstFromConnections: 'new contacts from which on they are many at once',
    burstWithinDays: 'days in which they came',
    burstUnexplainedPercent: 'percent of them of whom there is no trace',
    invitationPendingDays: 'days that an invitation waits',
    groupFromContacts: 'contacts from which on a group is asked about',
    bulkInvitationsAbovePerDay: 'own invitations on one day above which they are many',
    sameTextFromPeople: 'people from whom on the same text is nothing personal',
    colleaguesWithinDays: 'days before and after proven colleagues',
    colleaguesFromProven: 'proven colleagues from whom on that counts',
    sharedEmployerUpToYearsAfterJob: 'years after a job in which it still connects',
    searchWithinDays: 'days before connecting in which a search counts',
    ownEventWithinDays: 'days before and after an event of yours',
    groupChatUpToPeople: 'people up to whom a group chat counts',
    laterAfterDays: 'days until you are asked again after “Later”',
    laterRounds: 'times “Later” in a row',
    askAgainAfterDays: 'days until you are asked again after “Ask”',
  },
  rhythm: {
    monthly: 'monthly',
    twoWeekly: 'on the 1st and the 15th',
    quarterly: 'every three months',
  },
  current: 'now',
  withChanges: 'with your changes',
  questions: (questions, contacts) =>
    `${questions} ${questions === 1 ? 'question' : 'questions'} about ${contacts} ${contacts === 1 ? 'contact' : 'contacts'}`,
  difference: (more, fewer) =>
    more === 0 && fewer === 0 ? 'the same contacts as now' : `${more} would be added, ${fewer} dropped`,
  choose: (command) => `To choose one, without losing any of your answers: ${command}`,
  ownChoice: (policy) => `yours; otherwise ${policy}`,
  asks: 'asks',
  rests: 'does not ask',
  unclearOrigin: 'Also where the origin is unclear',
  mustAsk: (rules) =>
    `This cannot be switched off: ${rules.join('; ')}. Who is on your list, what you promised or put off, and who may be the same person is asked about as long as the policy asks.`,
  nobodyListed: 'Nobody is on the list.',
  listed: (value, contacts) => `On the list: ${value}. That names ${en.names(contacts)}.`,
  unlisted: (value) => `No longer on the list: ${value}.`,
  ended: (day) => `until ${day}, ended`,
  until: (day) => `until ${day}`,
  names: (contacts) => `${contacts} ${contacts === 1 ? 'contact' : 'contacts'}`,
  large: 'large',
  noEmployers: 'Names of employers count as the exports have them.',
  by: { company: 'employer', domain: 'e-mail domain', person: 'person' },
};

const nl: PolicyWords = {
  policy: { strict: 'streng', balanced: 'evenwichtig', open: 'open', jobSearch: 'werk zoeken' },
  means: {
    strict: 'vraagt ook waar er alleen een aanwijzing is',
    balanced: 'vraagt waar niets te vinden is',
    open: 'vraagt alleen naar wie je zonder antwoord schrijft, naar je lijst en naar wat je hebt beloofd of uitgesteld',
    jobSearch: 'vraagt alleen naar je lijst',
  },
  threshold: {
    unansweredFromMessages: 'onbeantwoorde berichten vanaf waar gevraagd wordt',
    unansweredAfterDays: 'dagen tijd om te antwoorden',
    newContactGraceDays: 'dagen na het verbinden waarin niemand ter sprake komt',
    onlyWroteAtYouFromMessages: 'berichten van iemand die je zonder antwoord schrijft',
    onlyWroteAtYouWithinDays: 'dagen van het verbinden tot het eerste daarvan',
    oneOccasionWithinDays: 'dagen na het verbinden die als één gelegenheid tellen',
    oneOccasionSilentMonths: 'maanden zonder bericht na een gelegenheid',
    lostFromSightAfterMonths: 'maanden zonder bericht tot iemand uit het oog is',
    burstFromConnections: 'nieuwe contacten vanaf wanneer het er veel tegelijk zijn',
    burstWithinDays: 'dagen waarin ze kwamen',
    burstUnexplainedPercent: 'procent daarvan van wie niets te vinden is',
    invitationPendingDays: 'dagen dat een uitnodiging wacht',
    groupFromContacts: 'contacten vanaf waar naar een groep gevraagd wordt',
    bulkInvitationsAbovePerDay: 'eigen uitnodigingen op één dag waarboven het er veel zijn',
    sameTextFromPeople: 'personen vanaf wie dezelfde tekst niets persoonlijks is',
    colleaguesWithinDays: 'dagen voor en na bewezen collega’s',
    colleaguesFromProven: 'bewezen collega’s vanaf wie dat telt',
    sharedEmployerUpToYearsAfterJob: 'jaren na een baan waarin die nog verbindt',
    searchWithinDays: 'dagen voor het verbinden waarin een zoekopdracht telt',
    ownEventWithinDays: 'dagen voor en na een eigen evenement',
    groupChatUpToPeople: 'personen tot wie een groepschat telt',
    laterAfterDays: 'dagen tot de vraag na “Later” terugkomt',
    laterRounds: 'keer “Later” achter elkaar',
    askAgainAfterDays: 'dagen tot de vraag na “Navragen” terugkomt',
  },
  rhythm: {
    monthly: 'maandelijks',
    twoWeekly: 'op de 1e en de 15e',
    quarterly: 'elke drie maanden',
  },
  current: 'nu',
  withChanges: 'met jouw wijzigingen',
  questions: (questions, contacts) =>
    `${questions} ${questions === 1 ? 'vraag' : 'vragen'} over ${contacts} ${contacts === 1 ? 'contact' : 'contacten'}`,
  difference: (more, fewer) =>
    more === 0 && fewer === 0 ? 'dezelfde contacten als nu' : `${more} erbij, ${fewer} eraf`,
  choose: (command) => `Zo kies je, en geen van je antwoorden gaat verloren: ${command}`,
  ownChoice: (policy) => `van jou; anders ${policy}`,
  asks: 'vraagt',
  rests: 'vraagt niet',
  unclearOrigin: 'Ook waar de herkomst onduidelijk is',
  mustAsk: (rules) =>
    `Dit is niet uit te zetten: ${rules.join('; ')}. Wie op je lijst staat, wat je hebt beloofd of uitgesteld en wie dezelfde persoon kan zijn, daar vraagt Woher naar zolang het beleid dat doet.`,
  nobodyListed: 'Er staat niemand op de lijst.',
  listed: (value, contacts) => `Op de lijst: ${value}. Dat gaat over ${nl.names(contacts)}.`,
  unlisted: (value) => `Niet meer op de lijst: ${value}.`,
  ended: (day) => `tot en met ${day}, verlopen`,
  until: (day) => `tot en met ${day}`,
  names: (contacts) => `${contacts} ${contacts === 1 ? 'contact' : 'contacten'}`,
  large: 'groot',
  noEmployers: 'Namen van werkgevers gelden zoals ze in de export staan.',
  by: { company: 'werkgever', domain: 'e-maildomein', person: 'persoon' },
};

const words: Readonly<Record<Locale, PolicyWords>> = { de, en, nl };

/** The words of the commands about policies, in an owner's language. */
export const policyWords = (locale: Locale): PolicyWords => words[locale];
